/* The toy rule in C, for the instruction set of this machine: the measure of what is possible. */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK = 256 };

static inline float low(uint32_t word) { return ((float)(int32_t)(word & 0xffffu) + 0.5f) * (1.0f / 65536.0f); }
static inline float high(uint32_t word) { return ((float)(int32_t)(word >> 16) + 0.5f) * (1.0f / 65536.0f); }
static inline float clip(float x) { return fmaxf(0.0f, fminf(1.0f, x)); }

static inline void philox(uint32_t c[4], uint32_t k0, uint32_t k1) {
#pragma GCC unroll 10
  for (int r = 0; r < 10; r++) {
    uint64_t p0 = 0xD2511F53ull * c[0], p1 = 0xCD9E8D57ull * c[2];
    uint32_t a = (uint32_t)(p1 >> 32) ^ c[1] ^ k0, b = (uint32_t)(p0 >> 32) ^ c[3] ^ k1;
    c[1] = (uint32_t)p1;
    c[3] = (uint32_t)p0;
    c[0] = a;
    c[2] = b;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

static int64_t ration(uint32_t *asks, int m, int64_t left) {
  if (left == 0) {
    memset(asks, 0, (size_t)m * sizeof *asks);
    return left;
  }
  int64_t asking = 0;
  for (int j = 0; j < m; j++) asking += asks[j];
  if (asking <= left) return left - asking;
  for (int j = 0; j < m; j++) {
    asks[j] &= left > 0;
    left -= asks[j];
  }
  return left;
}

static int64_t step_area(int64_t first, int64_t last, int64_t n, float *need, uint8_t *state, float s, float c,
                         int64_t left, uint32_t t, uint64_t key) {
  uint32_t d0[BLOCK], d1[BLOCK], d2[BLOCK], asks[BLOCK];
  const uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  const float dec = (float)(rint(10.0 + 20.0 * s) / 255.0), drift = 13.0f / 255.0f;
  const float gain = 0.04f + 0.10f * s, desist = 0.08f + 0.10f * c, begin = 0.01f + 0.08f * c, leave = 0.05f + 0.10f * c;
  int64_t volunteers = 0;
  for (int64_t b = first; b < last; b += BLOCK) {
    const int m = last - b < BLOCK ? (int)(last - b) : BLOCK;
    float *restrict n0 = need + b, *restrict n1 = need + n + b, *restrict n2 = need + 2 * n + b, *restrict n3 = need + 3 * n + b;
    uint8_t *restrict flags = state + b;
    for (int j = 0; j < m; j++) {
      uint64_t i = (uint64_t)(b + j);
      uint32_t x[4] = {(uint32_t)i, (uint32_t)(i >> 32), t, 0};
      philox(x, k0, k1);
      d0[j] = x[0];
      d1[j] = x[1];
      d2[j] = x[2];
    }
    for (int j = 0; j < m; j++) asks[j] = low(d0[j]) < 0.10f + 0.60f * ((n0[j] + n1[j] + n2[j] + n3[j]) * 0.25f);
    left = ration(asks, m, left);
    uint32_t block = 0;
    for (int j = 0; j < m; j++) {
      const uint32_t f = flags[j], helped = asks[j], which = d0[j] >> 30, part = (d0[j] >> 16) & 0x3fffu;
      const float a0 = n0[j], a1 = n1[j], a2 = n2[j], a3 = n3[j], mean = (a0 + a1 + a2 + a3) * 0.25f;
      const float move = part < 4915u ? drift : (part >= 12288u ? -drift : 0.0f), relief = helped ? dec : 0.0f;
      n0[j] = clip(a0 + (which == 0 ? move : 0.0f) - relief);
      n1[j] = clip(a1 + (which == 1 ? move : 0.0f) - relief);
      n2[j] = clip(a2 + (which == 2 ? move : 0.0f) - relief);
      n3[j] = clip(a3 + (which == 3 ? move : 0.0f) - relief);
      uint32_t e = f & 1, o = (f >> 1) & 1, v = (f >> 2) & 1, g = (f >> 3) & 1;
      const float finds = gain + (helped ? 0.10f : 0.0f) - 0.03f * mean, loses = 0.02f + 0.04f * mean;
      const float offends = 0.005f + 0.03f * a1 + (e ? 0.0f : 0.01f), desists = desist + (helped ? 0.08f : 0.0f);
      const float starts = g ? begin * 0.5f : begin, joins = leave + (v ? 0.10f : 0.0f), withdraws = 0.01f + 0.04f * a3;
      const float works = e ? loses : finds, law = o ? offends : desists;
      const float gives = v ? 0.10f : starts, meets = g ? joins : withdraws;
      e ^= low(d1[j]) < works;
      o ^= high(d1[j]) < law;
      v ^= low(d2[j]) < gives;
      g ^= high(d2[j]) < meets;
      const uint32_t content = helped | (mean < s + 0.1f);
      flags[j] = (uint8_t)(e | o << 1 | v << 2 | g << 3 | content << 4 | helped << 5);
      block += v;
    }
    volunteers += block;
  }
  return volunteers;
}

void step_areas(int64_t areas, int64_t n, const int64_t *start, float *need, uint8_t *state, const float *service,
                float *capacity, const int64_t *places, uint32_t t, uint64_t key) {
  for (int64_t a = 0; a < areas; a++) {
    int64_t v = step_area(start[a], start[a + 1], n, need, state, service[a], capacity[a], places[a], t, key);
    float share = (float)((double)v / (double)(start[a + 1] - start[a]));
    capacity[a] += 0.1f * (share - capacity[a]);
  }
}
