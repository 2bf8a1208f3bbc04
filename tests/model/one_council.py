"""One council without partnerships, written down a second time in plain Python (A30).

It imports nothing of the program: it was written from the specification alone, in thousands of
pounds, so that a mistake would have to be made twice to go unnoticed.
"""

SHARE = {"care": 0.55, "housing": 0.08, "youth": 0.05, "near": 0.20, "office": 0.12}
FLOOR = {"care": 0.82, "housing": 0.45, "youth": 0.50, "near": 0.45, "office": 0.65}
GROWTH = {"care": 0.020, "housing": 0.010, "youth": 0.010, "near": 0.005, "office": 0.0}
EARLY = ("housing", "youth", "near")


def need(budget, quarter, unmet):
    found = {s: budget / 4 * SHARE[s] * (1 + GROWTH[s]) ** (quarter / 4) for s in SHARE}
    found["care"] *= 1 + 0.12 * unmet
    return found


def annuity(amount, rate=1.035**0.25 - 1, quarters=80):
    return amount * rate / (1 - (1 + rate) ** -quarters)


def one_council(budget, grant_share, reserves, cut, years, quarters, elections):
    """Return one row per quarter: (coverage by service, cash, tax, debt, notice)."""
    tax, unmet, cash, notice, loans, rows = (1 - grant_share) * budget, 0.0, reserves, 0, [], []
    advance = instalment = 0.0
    for t in range(quarters):
        notice = max(0, notice - 1)
        if t % 4 == 0:
            year = t // 4
            grant = grant_share * budget * (1 - cut) ** min(year, years)
            tax *= 1.005 if year else 1.0
            coming = [need(budget, t + i, unmet) for i in range(4)]
            total = {s: sum(n[s] for n in coming) for s in SHARE}
            cost = sum(total.values()) + 4 * sum(pay for _, pay, _ in loans) + advance
            if cost > grant + tax and not any(0 < e - t <= 2 for e in elections):
                tax *= 1.02
            income, instalment = grant + tax, advance
            gap = max(0.0, cost - income)
            drawn = min(gap, (1 - 0.65**4) * max(0.0, cash - 0.04 * income))
            rest = gap - drawn
            cuttable = sum(total[s] * (1 - FLOOR[s]) for s in SHARE)
            f = min(1.0, rest / cuttable)
            short = max(0.0, rest - cuttable)
            short -= min(short, cash - drawn)
            if short > 0.001:
                notice, f = 6, 1.0
                cash += short
                loans.append([short, annuity(short), t + 1])
        cash += income / 4
        debits = [instalment / 4]
        advance -= instalment / 4
        for loan in loans:
            if loan[2] <= t:
                interest = loan[0] * (1.035**0.25 - 1)
                debits += [interest, loan[1] - interest]
                loan[0] -= loan[1] - interest
        wanted = need(budget, t, unmet)
        spend = {s: wanted[s] * (1 - f * (1 - FLOOR[s])) for s in SHARE}
        debits.append(sum(spend.values()))
        for debit in debits:
            advance += max(0.0, debit - cash)
            cash = max(cash, debit) - debit
        covered = {s: spend[s] / wanted[s] for s in SHARE}
        missed = sum(SHARE[s] * (1 - covered[s]) for s in EARLY) / sum(SHARE[s] for s in EARLY)
        unmet += 0.12 * (missed - unmet)
        debt = sum(loan[0] for loan in loans) + advance
        rows.append((list(covered.values()), cash, tax, debt, notice > 0))
    return rows
