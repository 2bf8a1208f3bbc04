"""Two partners who deliver together, written down a second time in plain numpy.

It imports nothing of the program: it was written from the specification alone (SM10, SM11,
SM16), so that a mistake would have to be made twice to go unnoticed. Index 0 is the first
partner, 1 the second; ``trust[i]`` is i's trust in the other, ``given[i]`` what i puts in.
"""

import numpy as np

STRANGERS, FADES, STAYS = 0.30, 0.03, 0.5


def kept(ratio, threshold=0.40):
    return np.where(
        ratio >= threshold, (ratio - threshold) / (1 - threshold), (ratio - threshold) / threshold
    )


def moved(trust, judged, gain=0.08, loss=2.0, bias=0.15):
    seen = np.clip(judged + bias * (trust - 0.5), -1, 1)
    up, down = trust + gain * seen * (1 - trust), trust + loss * gain * seen * trust
    return np.clip(np.where(seen >= 0, up, down), 0, 1)


def dyad(trust, support, riders, friction, declared, starts, errors, leavers):
    """Return one row per quarter: (trust, given, integration); ``errors[t, i]`` is i's of j."""
    trust, given, joint, rows = np.array(trust), np.zeros(2), 0.0, []
    effort = np.where(riders, 0.45, 1.0)
    for t, error in enumerate(errors):
        trust = np.where(leavers[t], STAYS * trust + (1 - STAYS) * STRANGERS, trust)
        meant = np.clip(0.2 + 0.8 * trust + 0.3 * (np.array(support) - 0.5) - friction, 0, 1)
        if t == starts:
            given = meant * effort
        if t < starts:
            trust = STRANGERS + (trust - STRANGERS) * (1 - FADES)
        else:
            weakest = np.mean(given**-4.0) ** -0.25 if given.min() > 0 else 0.0
            seen = np.clip(given[::-1] + error, 0, 1)
            joint += 0.3 * (weakest - joint)
            given = np.clip(given + 0.3 * (0.65 * meant * effort + 0.35 * seen - given), 0, 1)
            trust = moved(trust, kept(np.minimum(1, given[::-1] / declared) + error))
        rows.append((trust, given, joint))
    return rows
