/**
 * Logarithm, exponential and the normal distribution from + − × ÷ √ alone. ECMAScript leaves
 * `Math.log` and `Math.exp` to the implementation, so two engines may differ in the last bit; these
 * do not, which is what makes a run reproducible on any machine (dials.md §6.8).
 */

const ln2High = 6.931_471_803_691_238e-1;
const ln2Low = 1.908_214_929_270_587_7e-10;
const bits = new DataView(new ArrayBuffer(8));

/** Two to the power of an integer −1022…1023, exactly. */
function twoTo(power: number): number {
  bits.setUint32(0, ((power + 1023) << 20) >>> 0);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/**
 * e to the power of `x`; relative error below 1e-15.
 * Reduction by multiples of ln 2, then a rational approximation on ±ln2/2 in the form
 * exp(r) = 1 + 2r/(2 − r + …); 0 below −745.2, Infinity above 709.79.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782_712_893_384) return Number.POSITIVE_INFINITY;
  if (x < -745.133_219_101_941_2) return 0;
  const power = Math.round(x / 0.693_147_180_559_945_3);
  const r = x - power * ln2High - power * ln2Low;
  const square = r * r;
  const c =
    r -
    square *
      (1.666_666_666_666_660_2e-1 +
        square *
          (-2.777_777_777_701_559_3e-3 +
            square *
              (6.613_756_321_437_934e-5 +
                square * (-1.653_390_220_546_525_2e-6 + square * 4.138_136_797_057_238_5e-8))));
  const value = 1 + (r * c) / (2 - c) + r;
  return power < -1000
    ? value * twoTo(power + 1000) * twoTo(-1000)
    : power > 1000
      ? value * twoTo(power - 1000) * twoTo(1000)
      : value * twoTo(power);
}

/** 1/23, 1/21 … 1/3: divided once, not in every logarithm. */
const reciprocals = Float64Array.from({ length: 11 }, (_, at) => 1 / (23 - 2 * at));

/** Natural logarithm; relative error below 1e-15. −Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let power = 0;
  let scaled = x;
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18_014_398_509_481_984;
    power -= 54;
  }
  bits.setFloat64(0, scaled);
  const high = bits.getUint32(0);
  power += (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  if (mantissa > 1.414_213_562_373_095_1) {
    mantissa /= 2;
    power += 1;
  }
  // ln(m) = 2·artanh(s), s = (m − 1)/(m + 1), |s| < 0.172: the series to s^23 leaves less than
  // 1e-19.
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let series = 0;
  for (let at = 0; at < reciprocals.length; at += 1) series = z * ((reciprocals[at] ?? 0) + series);
  return power * ln2High + (2 * s + (2 * s * series + power * ln2Low));
}

/**
 * Normal distribution function Φ; absolute error below 1e-15.
 * Source: J. F. Hart et al., Computer Approximations, 1968, algorithm 5666, as given by G. West,
 * "Better approximations to cumulative normal functions", 2005.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return x;
  const z = x < 0 ? -x : x;
  if (z > 38) return x < 0 ? 0 : 1;
  const density = exp((-z * z) / 2);
  let tail: number;
  if (z < 7.071_067_811_865_47) {
    let top = 3.526_249_659_989_11e-2 * z + 0.700_383_064_443_688;
    top = top * z + 6.373_962_203_531_65;
    top = top * z + 33.912_866_078_383;
    top = top * z + 112.079_291_497_871;
    top = top * z + 221.213_596_169_931;
    top = top * z + 220.206_867_912_376;
    let bottom = 8.838_834_764_831_84e-2 * z + 1.755_667_163_182_64;
    bottom = bottom * z + 16.064_177_579_207;
    bottom = bottom * z + 86.780_732_202_946_1;
    bottom = bottom * z + 296.564_248_779_674;
    bottom = bottom * z + 637.333_633_378_831;
    bottom = bottom * z + 793.826_512_519_948;
    bottom = bottom * z + 440.413_735_824_752;
    tail = (density * top) / bottom;
  } else {
    let fraction = z + 0.65;
    fraction = z + 4 / fraction;
    fraction = z + 3 / fraction;
    fraction = z + 2 / fraction;
    fraction = z + 1 / fraction;
    tail = density / fraction / 2.506_628_274_631_000_5;
  }
  return x > 0 ? 1 - tail : tail;
}

function polynomial(at: number, coefficients: readonly number[]): number {
  let value = 0;
  for (let index = coefficients.length - 1; index >= 0; index -= 1)
    value = value * at + (coefficients[index] ?? 0);
  return value;
}

const central = {
  top: [
    3.387_132_872_796_366_608, 1.331_416_678_917_843_774_5e2, 1.971_590_950_306_551_442_7e3,
    1.373_169_376_550_946_112_5e4, 4.592_195_393_154_987_145_7e4, 6.726_577_092_700_870_085_3e4,
    3.343_057_558_358_812_810_5e4, 2.509_080_928_730_122_672_7e3,
  ],
  bottom: [
    1, 4.231_333_070_160_091_125_2e1, 6.871_870_074_920_579_083e2, 5.394_196_021_424_751_107_7e3,
    2.121_379_430_158_659_586_7e4, 3.930_789_580_009_271_061e4, 2.872_908_573_572_194_267_4e4,
    5.226_495_278_852_854_561e3,
  ],
} as const;
const middle = {
  top: [
    1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_9, 5.769_497_221_460_691_405_5,
    3.647_848_324_763_204_605_04, 1.270_458_252_452_368_382_58, 2.417_807_251_774_506_117_7e-1,
    2.272_384_498_926_918_458_33e-2, 7.745_450_142_783_414_076_4e-4,
  ],
  bottom: [
    1, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_4, 6.897_673_349_851_000_045_5e-1,
    1.481_039_764_274_800_745_9e-1, 1.519_866_656_361_645_719_66e-2, 5.475_938_084_995_344_946e-4,
    1.050_750_071_644_416_843_24e-9,
  ],
} as const;
const far = {
  top: [
    6.657_904_643_501_103_777_2, 5.463_784_911_164_114_369_9, 1.784_826_539_917_291_335_8,
    2.965_605_718_285_048_912_3e-1, 2.653_218_952_657_612_309_3e-2, 1.242_660_947_388_078_438_6e-3,
    2.711_555_568_743_487_578_15e-5, 2.010_334_399_292_288_132_65e-7,
  ],
  bottom: [
    1, 5.998_322_065_558_879_376_9e-1, 1.369_298_809_227_358_053_1e-1,
    1.487_536_129_085_061_485_25e-2, 7.868_691_311_456_132_591e-4, 1.846_318_317_510_054_681_8e-5,
    1.421_511_758_316_445_888_7e-7, 2.044_263_103_389_939_785_64e-15,
  ],
} as const;

/**
 * Inverse normal distribution function Φ⁻¹; relative error about 1e-16. ∓Infinity at 0 and 1.
 * Source: M. J. Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477–484.
 */
export function normalQuantile(p: number): number {
  if (Number.isNaN(p) || p < 0 || p > 1) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (q > -0.425 && q < 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(r, central.top)) / polynomial(r, central.bottom);
  }
  const r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(r - 1.6, middle.top) / polynomial(r - 1.6, middle.bottom)
      : polynomial(r - 5, far.top) / polynomial(r - 5, far.bottom);
  return q < 0 ? -size : size;
}
