/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "expr-table.h"
#include "test-rows.h"
#include "shaperec/guards/shape-dim-solver-private.h"

/* Constraints of sizes, and what is left of them; the answers are the reference's. The
 * sizes s0, s1 and s2 come from L['a'], L['b'] and L['c']; the first two are dynamic. */

typedef struct
{
  const char *desc;
  const char *hints;       /* of s0, s1 and s2 */
  const char *constraints; /* `source = expression`, or what is to hold; separated by tabs */
  const char *expect;      /* separated by tabs */
} DimCase;

static const DimCase dim_cases[] = {
  { "bounds alone", "17 10 5",
    "Ge(s0, 2)\tLe(s0, 122)",
    "trivial 00\tdynamic 2 <= L['a']\tdynamic L['a'] <= 122" },
  { "a fraction as a bound, 1", "31 34 14",
    "Ge(s0, 2)\tLt(Add(5, Mul(6, s1)), 210)",
    "trivial 00\tdynamic 2 <= L['a']\tdynamic L['b'] < 205/6" },
  { "a fraction as a bound, 2", "37 32 5",
    "Ge(s1, 2)\tGe(s2, 2)\tGt(Mul(2, s0), 61)",
    "trivial 000\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic 61/2 < L['a']" },
  { "an equation makes a number, 1", "15 18 14",
    "Ge(s1, 2)\tLe(s2, 47)\tEq(Pow(s0, 2), 225)",
    "trivial 000\tstatic L['a'] == 15\tdynamic 2 <= L['b']\tdynamic L['c'] <= 47\tforced L['a'] -> 15" },
  { "an equation makes a number, 2", "25 34 20",
    "Ge(s0, 2)\tGe(s2, 2)\tEq(s1, 34)\tEq(s1, 34)",
    "trivial 0000\tstatic L['b'] == 34\tdynamic 2 <= L['a']\tdynamic 2 <= L['c']\tforced L['b'] -> 34" },
  { "a number of a size that is not dynamic", "14 10 38",
    "Ge(s1, 2)\tGe(s2, 2)\tEq(FloorDiv(s2, 6), 6)",
    "trivial 000\tstatic L['c'] == 38\tdynamic 2 <= L['b']" },
  { "a remainder makes a root, 1", "11 20 40",
    "Ge(s2, 2)\tLe(s0, 16)\tGt(Mod(s1, 8), 1)",
    "trivial 000\tdynamic 2 <= L['c']\tdynamic L['a'] <= 16\tdynamic L['b'] == ((-4) + 8*_L['b'])" },
  { "a remainder makes a root, 2", "31 3 34",
    "Ge(s1, 2)\tGe(s2, 2)\tEq(PythonMod(s1, 3), 0)",
    "trivial 000\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic L['b'] == (3*_L['b'])" },
  { "a remainder makes a root, 3", "4 31 32",
    "Ge(s0, 2)\tGe(s1, 2)\tEq(Mod(Add(5, Mul(3, s0)), 2), 1)",
    "trivial 000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic L['a'] == (2*_L['a'])" },
  { "a root with an offset, 1", "6 16 19",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\tLt(Mod(Add(5, s0), 5), 5)",
    "trivial 0000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\t"
    "dynamic L['a'] == ((-4) + 5*_L['a'])" },
  { "a root with an offset, 2", "10 28 24",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\tEq(Mod(Add(-1, s0), 3), 0)",
    "trivial 0000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\t"
    "dynamic L['a'] == ((-2) + 3*_L['a'])" },
  { "an exact quotient, 1", "25 39 25",
    "Ge(s0, 2)\tLt(FloorDiv(Add(-1, s2), 2), 30)",
    "trivial 00\tdynamic 2 <= L['a']\tdynamic L['c'] < 61\tdynamic L['c'] == ((-1) + 2*_L['c'])" },
  { "an exact quotient, 2", "8 33 4",
    "Ge(s0, 2)\tGe(s1, 2)\tLt(FloorDiv(s0, 2), 6)",
    "trivial 000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic L['a'] < 12\t"
    "dynamic L['a'] == (2*_L['a'])" },
  { "an exact quotient, 3", "10 10 3",
    "Ge(s1, 2)\tGe(s2, 2)\tLe(FloorDiv(s2, 2), 17)\ty0 = 7",
    "trivial 000\tstatic y0 == 7\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic L['c'] <= 35\t"
    "dynamic L['c'] == ((-1) + 2*_L['c'])" },
  { "divisions within each other, 1", "8 27 17",
    "Ge(s0, 2)\tGe(s1, 2)\tEq(Mod(FloorDiv(Add(5, s1), 2), 2), 0)",
    "trivial 000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic L['b'] == ((-1) + 4*_L['b'])" },
  { "divisions within each other, 2", "31 20 17",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\tLt(Mod(FloorDiv(s0, 3), 4), 4)",
    "trivial 0000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\t"
    "dynamic L['a'] == ((-5) + 12*_L['a'])" },
  { "divisions within each other, 3", "7 11 28",
    "Ge(s0, 2)\tLe(s2, 68)\tEq(Mod(FloorDiv(Add(-1, Mul(4, s1)), 3), 3), 2)",
    "trivial 000\tdynamic 2 <= L['a']\tdynamic L['c'] <= 68" },
  { "two congruences in one, 1", "13 32 27",
    "Ge(s0, 2)\tLe(s1, 189)\tLe(s2, 151)\tGt(Mod(Add(2, s1), 12), 3)",
    "trivial 0000\tdynamic 2 <= L['a']\tdynamic L['b'] <= 189\tdynamic L['b'] == ((-4) + 12*_L['b'])\t"
    "dynamic L['c'] <= 151" },
  { "two congruences in one, 2", "22 4 14",
    "Le(s2, 153)\tEq(Mod(Add(1, s0), 12), 11)\ty0 = FloorDiv(s2, 2)",
    "trivial 00\tdynamic L['a'] == ((-2) + 12*_L['a'])\tdynamic L['c'] <= 153\tdynamic y0 == L['c'] // 2" },
  { "two congruences in one, 3", "23 11 35",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\tLt(PythonMod(Add(-2, s0), 8), 12)",
    "trivial 0000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\t"
    "dynamic L['a'] == ((-1) + 8*_L['a'])" },
  { "a congruence by a negative number", "37 20 28",
    "Ge(s0, 2)\tEq(PythonMod(FloorDiv(Add(12, Mul(-2, s1)), 5), 8), 2)",
    "trivial 00\tdynamic 2 <= L['a']\tdynamic L['b'] == ((-20)*_L['b'])" },
  { "a congruence that is negative twice, and says nothing of the size", "8 3 34",
    "Ge(s1, 3)\tGe(s2, 2)\tLt(PythonMod(FloorDiv(Add(1, Mul(-1, s2)), 3), -3), -1)",
    "trivial 000\tdynamic 2 <= L['c']\tdynamic 3 <= L['b']\tdynamic L['c'] == (1 + ((-3)*_L['c']))" },
  { "the same congruence twice, by a negative number", "11 38 17",
    "Ge(s1, 2)\tGt(FloorDiv(Add(12, Mul(-1, s0)), 2), -1)\tLe(Add(FloorDiv(Add(-3, s0), -2), Add(-3, Mul(-2, s0))), -29)",
    "trivial 000\tdynamic 11 <= L['a']\tdynamic 2 <= L['b']\tdynamic L['a'] < 13\tdynamic L['a'] == (1 + ((-2)*_L['a']))" },
  { "a trivial fact, 1", "19 31 32",
    "Ge(s0, 2)\tGe(s2, 2)\tGt(FloorDiv(Add(-1, s1), 3), 10)",
    "ValueError: The following inconsistencies were found:|(((s1 - 1)//3)) > 10 is inconsistent!|s1/3 - 1/3 > 10, obtained by rewriting (((s1 - 1)//3)) > 10 with congruences, is inconsistent!" },
  { "a trivial fact, 2", "29 23 16",
    "Ge(s1, 2)\tGe(s2, 2)\tLe(FloorDiv(Add(12, s2), s2), 21)\ty0 = s1",
    "trivial 001\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic y0 == L['b']" },
  { "a square, of which the root is no number, 1", "18 12 36",
    "Ge(s1, 2)\tGe(s2, 2)\tGe(Pow(s0, 2), 318)",
    "trivial 000\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic L['a']*L['a'] >= 318" },
  { "a square, of which the root is no number, 2", "33 39 38",
    "Ge(s1, 2)\tGe(s2, 2)\tGt(Pow(s1, 2), 1507)",
    "trivial 000\tdynamic 2 <= L['c']\tdynamic L['b'] >= 2\tdynamic L['b']*L['b'] > 1507" },
  { "a square, of which the root is a number", "28 24 19",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\tEq(Pow(s0, 2), 784)",
    "trivial 0000\tstatic L['a'] == 28\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tforced L['a'] -> 28" },
  { "a square that a range excludes, 1", "22 37 2",
    "Ge(s2, 2)\tLe(s2, 162)\tLe(Add(Pow(s2, 2), Mul(4, s2)), 21)",
    "trivial 000\tdynamic 2 <= L['c']\tdynamic L['c'] <= 3" },
  { "a square that a range excludes, 2", "27 2 37",
    "Ge(s0, 2)\tLe(s0, 170)\tGe(s2, 2)\tGe(Add(Pow(s1, 2), Mul(-3, s1)), -5)",
    "trivial 0000\tdynamic 2 <= L['a']\tdynamic 2 <= L['c']\tdynamic L['a'] <= 170\tdynamic True" },
  { "a root of degree 3 as the upper bound", "8 10 5",
    "Lt(Add(Pow(s0, 3), Pow(s0, 2), Mul(6, s0)), 627)\tGe(s0, 2)",
    "trivial 00\tdynamic 2 <= L['a']\tdynamic L['a'] >= 2\tdynamic L['a']*L['a'] + L['a']*L['a']*L['a'] + 6*L['a'] < 627" },
  { "a root of degree 3 as the lower bound", "4 10 5",
    "Ge(Add(Mul(2, Pow(s0, 3)), Mul(-3, Pow(s0, 2))), 79)\tGe(s0, 2)",
    "trivial 00\tdynamic ((-3)*L['a']*L['a']) + 2*L['a']*L['a']*L['a'] >= 79\tdynamic L['a'] >= 2" },
  { "a root of degree 3 below another bound", "2 10 5",
    "Gt(Add(Mul(2, Pow(s0, 3)), Pow(s0, 2), Mul(7, s0)), 33)\tGe(s0, 2)",
    "trivial 00\tdynamic 2 <= L['a']" },
  { "a root of degree 3 that is a number", "5 10 5",
    "Ge(Add(Pow(s0, 3), Mul(-4, Pow(s0, 2)), Mul(-3, s0)), 10)\tGe(s0, 2)",
    "trivial 00\tdynamic 5 <= L['a']" },
  { "several ranges between roots of degree 3 and 4", "7 10 5",
    "Gt(Add(Mul(2, s0), Mul(-2, Pow(s0, 2)), Mul(-8, Pow(s0, 3)), Pow(s0, 4)), -432)\t"
    "Le(Add(Mul(-3, s0), Mul(-9, Pow(s0, 2)), Mul(3, Pow(s0, 3))), 580)\tLe(s0, 8)",
    "trivial 000\tdynamic ((-9)*L['a']*L['a']) + ((-3)*L['a']) + 3*L['a']*L['a']*L['a'] <= 580\tdynamic L['a'] <= 8\t"
    "dynamic L['a']*L['a']*L['a']*L['a'] + ((-8)*L['a']*L['a']*L['a']) + ((-2)*L['a']*L['a']) + 2*L['a'] > -432" },
  { "two symbols become one, 1", "25 3 5",
    "Ge(s1, 2)\tGe(s2, 2)\tEq(Add(-2, Mul(-2, s2)), -12)\tLt(Mul(4, s1), 28)\ty0 = Mul(s0, s1)",
    "trivial 0000\tstatic L['c'] == 5\tdynamic 2 <= L['b']\tdynamic L['b'] < 7\tdynamic y0 == L['a']*L['b']" },
  { "two symbols become one, 2", "29 36 23",
    "Le(s0, 172)\tGe(s2, 2)\tEq(Add(-1, s0), 28)\tEq(Add(2, Mul(5, s0)), 147)\ty0 = Mul(s0, s1)",
    "trivial 0000\tstatic L['a'] == 29\tdynamic 2 <= L['c']\tdynamic y0 == 29*L['b']\tforced L['a'] -> 29" },
  { "two symbols become one, 3", "3 38 33",
    "Ge(s0, 2)\tGe(s1, 2)\tLe(s1, 72)\tGe(s2, 2)\tLe(s2, 43)\tEq(Add(-1, Mul(6, s2)), 197)\ty0 = Mul(s0, s1)",
    "trivial 000000\tstatic L['c'] == 33\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic L['b'] <= 72\t"
    "dynamic y0 == L['a']*L['b']" },
  { "an input that equals a number by then, 1", "13 19 38",
    "Ge(s0, 2)\tEq(Mul(-1, s2), -38)\ty0 = FloorDiv(s2, 2)",
    "trivial 00\tstatic L['c'] == 38\tstatic y0 == 19\tdynamic 2 <= L['a']" },
  { "an input that equals a number by then, 2", "7 38 36",
    "Ge(s1, 2)\tGe(s2, 2)\tGe(Add(3, Mul(10, s0)), 60)\ty0 = 7",
    "trivial 000\tstatic y0 == 7\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic 57/10 <= L['a']" },
  { "an input that equals an expression, 1", "38 20 8",
    "Ge(s0, 2)\tGe(s2, 2)\ty0 = s1",
    "trivial 00\tdynamic 2 <= L['a']\tdynamic 2 <= L['c']\tdynamic y0 == L['b']" },
  { "an input that equals an expression, 2", "35 11 34",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\ty0 = s0",
    "trivial 000\tdynamic 2 <= L['a']\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic y0 == L['a']" },
  { "an input that equals an expression, 3", "17 9 40",
    "Ge(s1, 2)\tLe(s1, 84)\tGe(s2, 2)\ty0 = s1",
    "trivial 000\tdynamic 2 <= L['b']\tdynamic 2 <= L['c']\tdynamic L['b'] <= 84\tdynamic y0 == L['b']" },
  { "what the hint contradicts, 1", "17 35 27",
    "Ge(s2, 2)\tEq(Add(Mul(-1, FloorDiv(Add(1, s2), 2)), Mul(2, Pow(s0, 2))), 565)\tEq(s1, 35)",
    "ValueError: The following inconsistencies were found:|Eq(2*s0**2 - (((s2 + 1)//2)), 565) is inconsistent!" },
  { "what the hint contradicts, 2", "9 6 29",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\tLt(Add(5, Mul(3, s0)), 51)\t"
    "Eq(Add(Mul(-1, FloorDiv(Mul(3, s0), 2)), FloorDiv(Add(1, s2), 5)), -6)",
    "ValueError: The following inconsistencies were found:|Eq(-(((3*s0)//2)) + (((s2 + 1)//5)), -6) is inconsistent!" },
  { "what the hint contradicts, rewritten, 1", "31 27 16",
    "Ge(s0, 2)\tGe(s1, 2)\tEq(Pow(s0, 2), 962)\tLe(Pow(s0, 2), 974)",
    "ValueError: The following inconsistencies were found:|Eq(s0**2, 962) is inconsistent!|Eq(s0**2, 962), obtained by rewriting Eq(s0**2, 962) with congruences, is inconsistent!" },
  { "what the hint contradicts, rewritten, 2", "5 30 27",
    "Ge(s0, 2)\tLe(s1, 58)\tGe(s2, 2)\tEq(PythonMod(Add(-1, s0), 3), 2)",
    "ValueError: The following inconsistencies were found:|Eq(PythonMod(s0 - 1, 3), 2) is inconsistent!|False, obtained by rewriting Eq(PythonMod(s0 - 1, 3), 2) with congruences, is inconsistent!" },
  { "no solution, 1", "6 32 5",
    "Ge(s0, 2)\tGe(s1, 2)\tGe(s2, 2)\t"
    "Eq(Add(Pow(s0, 2), Mul(-4, s0), Mul(-3, FloorDiv(Mul(4, s0), 3))), -12)",
    "AssertionError: Expected a constraint on s0 instead of on Eq(s0, 2)" },
  { "no solution, 2", "5 28 37",
    "Ge(s1, 2)\tGe(s2, 2)\tLt(Mod(s1, 12), 6)\tLt(Add(1, Mul(-4, s1), Mod(Add(1, Mul(6, s1)), 5)), -100)\t"
    "Eq(Add(1, Mul(-1, Pow(s0, 2)), Mul(6, s0)), 6)\tEq(Mod(s1, 3), 1)",
    "AssertionError: Expected a constraint on s0 instead of on Eq(s0, 1)" },
  { "a denominator that cannot be printed", "26 7 12",
    "Ge(s0, 2)\tLe(s0, 117)\tGe(s1, 2)\tLt(Add(-1, Mul(-1, s2), FloorDiv(Add(12, s2), s2)), -9)",
    "AssertionError: exponent must be non-negative, got -1" },
};

/* The fixes that are suggested. */
typedef struct
{
  const char *desc;
  const char *hints;
  const char *constraints;
  const char *shapes; /* a source, its name, the root of that name and its limits */
  const char *expect;
} AdviceCase;

static const AdviceCase advice_cases[] = {
  { "a narrower range, 1", "39 30 9",
    "Ge(s0, 3)\tGe(s1, 3)",
    "L['a']|dx|dx|3|oo\tL['b']|dy|dy|2|100",
    "\nSuggested fixes:\n  dy = Dim('dy', min=3)" },
  { "a narrower range, 2", "13 9 28",
    "Ge(s0, 3)\tLe(s0, 90)",
    "L['a']|dx|dx|0|64\tL['b']|dy|dy|0|100",
    "\nSuggested fixes:\n  dx = Dim('dx', min=3, max=90)" },
  { "a narrower range, of a number that is long", "17 9 28",
    "Le(s0, 100000000000000000000)\tGe(s0, 3)",
    "L['a']|dx|dx|0|oo\tL['b']|dy|dy|0|100",
    "\nSuggested fixes:\n  dx = Dim('dx', min=3, max=100000000000000000000)" },
  { "nothing new", "19 38 34",
    "Ge(s1, 2)",
    "L['a']|dx|dx|3|100\tL['b']|2*dx|dx|3|100",
    "" },
  { "a new root, 1", "17 34 4",
    "Le(s0, 64)\tGe(s1, 2)\tEq(Mod(s0, 2), 1)",
    "L['a']|dx|dx|3|100\tL['b']|2*dx|dx|3|100",
    "\nSuggested fixes:\n  _dx = Dim('_dx', max=32)\n  dx = 2*_dx - 1" },
  { "a new root, 2", "28 33 33",
    "Ge(s0, 2)\tGe(s1, 3)\tEq(Mod(s0, 3), 1)",
    "L['a']|dx|dx|2|64\tL['b']|dy|dy|2|oo",
    "\nSuggested fixes:\n  dy = Dim('dy', min=3)\n  _dx = Dim('_dx', max=oo)\n  dx = 3*_dx - 2" },
  { "a new root, 3", "11 22 22",
    "Ge(s0, 3)\tEq(Mod(s0, 4), 3)\tEq(s1, 22)",
    "L['a']|dx|dx|2|64\tL['b']|2*dx|dx|2|64",
    "Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
    "  - solving the guards generated for 2*dx = L['b'] resulted in a specialized value of 22.\n\n"
    "Suggested fixes:\n  _dx = Dim('_dx', min=1, max=oo)\n  dx = 4*_dx - 1" },
  { "a new root without an end", "26 17 33",
    "Le(s0, 90)\tEq(Mod(s1, 4), 1)",
    "L['a']|dx|dx|2|oo\tL['b']|dy|dy|2|oo",
    "\nSuggested fixes:\n  dx = Dim('dx', max=90)\n  _dy = Dim('_dy', max=oo)\n  dy = 4*_dy - 3" },
  { "a size that hangs on a new root, 1", "16 38 9",
    "Ge(s1, 2)\tEq(Mod(s0, 3), 1)\tEq(Mod(s0, 3), 1)",
    "L['a']|dx|dx|2|100\tL['b']|dy|dy|2|64",
    "\nSuggested fixes:\n  dy = Dim('dy')\n  _dx = Dim('_dx', max=oo)\n  dx = 3*_dx - 2" },
  { "a size that hangs on a new root, 2", "5 6 6",
    "Le(s0, 64)\tEq(Mod(s0, 3), 2)\tL['b'] = Add(1, s0)",
    "L['a']|dx|dx|2|oo\tL['b']|dy|dy|3|oo",
    "\nSuggested fixes:\n  _dx = Dim('_dx', min=1, max=21)\n  dx = 3*_dx - 1\n  dy = 3*_dx" },
  { "an expression of another size, 1", "14 15 18",
    "Ge(s0, 3)\tL['b'] = Add(1, s0)",
    "L['a']|dx|dx|3|oo\tL['b']|dy|dy|3|64",
    "\nSuggested fixes:\n  dy = dx + 1" },
  { "an expression of another size, 2", "14 14 23",
    "Ge(s0, 2)\tGe(s1, 3)\tL['b'] = s0",
    "L['a']|dx|dx|2|100\tL['b']|dy|dy|2|64",
    "\nSuggested fixes:\n  dx = Dim('dx')\n  dy = dx" },
  { "a number, 1", "31 62 23",
    "Ge(s1, 3)\tEq(s1, 62)",
    "L['a']|dx|dx|3|64\tL['b']|2*dx|dx|3|64",
    "Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
    "  - solving the guards generated for 2*dx = L['b'] resulted in a specialized value of 62.\n" },
  { "a number, 2", "14 7 6",
    "Ge(s0, 2)\tGe(s1, 2)\tEq(s0, 14)",
    "L['a']|dx|dx|2|64\tL['b']|dy|dy|3|oo",
    "Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
    "  - solving the guards generated for dx = L['a'] resulted in a specialized value of 14.\n\n"
    "Suggested fixes:\n  dy = Dim('dy')\n  dx = 14" },
  { "two numbers", "9 15 12",
    "Ge(s0, 3)\tGe(s1, 2)\tLe(s1, 90)\tEq(s1, 15)\tEq(s0, 9)",
    "L['a']|dx|dx|2|oo\tL['b']|dy|dy|0|100",
    "Specializations unexpectedly required (dx, dy)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
    "  - solving the guards generated for dx = L['a'] resulted in a specialized value of 9.\n"
    "  - solving the guards generated for dy = L['b'] resulted in a specialized value of 15.\n\n"
    "Suggested fixes:\n  dx = 9\n  dy = 15" },
  { "a number of what was computed, 1", "7 8 33",
    "Ge(s1, 3)\tEq(s1, 8)\tL['a'] = Add(-1, s1)",
    "L['a']|dx|dx|0|64\tL['b']|dx + 1|dx|0|64",
    "Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
    "  - solving the guards generated for dx + 1 = L['b'] resulted in a specialized value of 8.\n\n"
    "Suggested fixes:\n  dx = 7" },
  { "a number of what was computed, 2", "12 15 34",
    "Le(s0, 64)\tEq(s1, 15)\tL['b'] = Add(3, s0)",
    "L['a']|dx|dx|3|oo\tL['b']|dx + 3|dx|3|oo",
    "Specializations unexpectedly required (dx)! For more information, run with TORCH_LOGS=\"+dynamic\".\n"
    "  - solving the guards generated for dx + 3 = L['b'] resulted in a specialized value of 15.\n\n"
    "Suggested fixes:\n  dx = Dim('dx', max=64)" },
  { "a root that is swapped, 1", "4 7 10",
    "Ge(s1, 2)\tLe(s1, 90)\tL['a'] = Add(-3, s1)",
    "L['a']|dx|dx|2|oo\tL['b']|dx + 3|dx|2|oo",
    "\nSuggested fixes:\n  dx = Dim('dx', min=-1, max=87)" },
  { "a root that is swapped, 2", "19 22 39",
    "Ge(s0, 2)\tLe(s0, 64)\tGe(s1, 2)\tEq(Mod(s1, 3), 1)\tL['a'] = Add(-3, s1)",
    "L['a']|dx|dx|0|oo\tL['b']|dx + 3|dx|0|oo",
    "\nSuggested fixes:\n  _dx = Dim('_dx', min=1, max=oo)\n  dx = dx" },
  { "a computed size whose guards miss an end", "22 21 7",
    "Ge(s1, 2)\tL['b'] = Add(-1, s0)",
    "L['a']|dx|dx|2|100\tL['b']|dx - 1|dx|2|100",
    "KeyError: 'max'" },
  { "a double, 1", "21 42 33",
    "Ge(s0, 3)\tGe(s1, 3)",
    "L['a']|dx|dx|2|100\tL['b']|2*dx|dx|2|100",
    "\nSuggested fixes:\n  dx = Dim('dx', min=3)" },
  { "a double, 2", "21 42 40",
    "Ge(s0, 2)\tGe(s1, 2)",
    "L['a']|dx|dx|0|100\tL['b']|2*dx|dx|0|100",
    "\nSuggested fixes:\n  dx = Dim('dx')" },
};

typedef struct
{
  ShapeExprPool      *pool;
  ShapeSymbolSources  sources;
  ShapeMap            hints;
  ShapeMap            dynamic;
} Dims;

static void
dims_init (Dims       *self,
           const char *hints)
{
  g_auto (GStrv) values = g_strsplit (hints, " ", -1);

  *self = (Dims) { .pool = shape_expr_pool_new () };
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("s%u", i);
      g_autofree char *source_name = g_strdup_printf ("L['%c']", 'a' + (int) i);
      ShapeNode *symbol = shape_node_symbol_int (self->pool, name, TRUE);

      shape_source_list_add (shape_symbol_sources_get (&self->sources, symbol),
                             shape_source_new ("ConstantSource", source_name, NULL, FALSE));
      shape_map_put (&self->hints, symbol, shape_node_integer (self->pool, g_ascii_strtoll (values[i], NULL, 10)));
      if (i < 2)
        shape_map_add (&self->dynamic, symbol);
    }
}

static void
dims_clear (Dims *self)
{
  for (guint i = 0; i < shape_symbol_sources_n (&self->sources); i++)
    shape_source_unref (shape_source_list_get (shape_symbol_sources_list (&self->sources, i))[0]);
  shape_symbol_sources_clear (&self->sources);
  shape_map_clear (&self->hints);
  shape_map_clear (&self->dynamic);
  shape_expr_pool_unref (self->pool);
}

/* Adds what is to hold, and then what is equal; says of the former whether it is trivial. */
static void
add_constraints (Dims           *dims,
                 ShapeDimSolver *self,
                 char          **constraints,
                 GString        *trivial)
{
  for (guint i = 0; constraints[i] != NULL && !shape_pool_has_error (dims->pool); i++)
    {
      g_auto (GStrv) sides = g_strsplit (constraints[i], " = ", 2);
      ShapeNode *expr = expr_table_read (dims->pool, sides[1] ? sides[1] : sides[0], TRUE, NULL);

      g_assert_nonnull (expr);
      if (sides[1] != NULL)
        {
          g_autoptr (ShapeSource) source = shape_source_new ("ConstantSource", sides[0], NULL, FALSE);

          shape_dim_solver_add_equality (self, source, expr);
        }
      else
        g_string_append_c (trivial, shape_dim_solver_add (self, expr) ? '1' : '0');
    }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_sorted (GString         *out,
               const char      *word,
               const GPtrArray *texts)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (texts, i));
  g_ptr_array_sort (sorted, compare_texts);
  for (guint i = 0; i < sorted->len; i++)
    g_string_append_printf (out, "\t%s %s", word, (const char *) g_ptr_array_index (sorted, i));
}

static void
append_forced (GString        *out,
               ShapeDimSolver *self)
{
  g_autoptr (GArray) forced = shape_dim_solver_forced_specializations (self);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < forced->len; i++)
    {
      const ShapeForcedSpecialization *one = &g_array_index (forced, ShapeForcedSpecialization, i);
      g_autofree char *value = shape_node_to_sympy_str (one->value);

      g_ptr_array_add (texts, g_strdup_printf ("%s -> %s", one->name, value));
    }
  append_sorted (out, "forced", texts);
}

static char *
answer (const char *hints,
        const char *text)
{
  g_auto (GStrv) constraints = g_strsplit (text, "\t", -1);
  GString *out = g_string_new ("trivial ");
  g_autoptr (GError) error = NULL;
  ShapeDimSolver *self;
  Dims dims;

  dims_init (&dims, hints);
  self = shape_dim_solver_new (&(ShapeDimScope) { dims.pool, &dims.sources, &dims.hints, &dims.dynamic, NULL, NULL });
  add_constraints (&dims, self, constraints, out);
  if (!shape_pool_has_error (dims.pool))
    shape_dim_solver_solve (self);
  if (!shape_pool_check (dims.pool, &error))
    {
      g_string_printf (out, "%s: %s", shape_error_get_class_name (error->code), error->message);
      g_strdelimit (out->str, "\n", '|');
    }
  else
    {
      append_sorted (out, "static", shape_dim_solver_get_static_results (self));
      append_sorted (out, "dynamic", shape_dim_solver_get_dynamic_results (self));
      append_forced (out, self);
    }
  shape_dim_solver_free (self);
  dims_clear (&dims);
  return g_string_free (out, FALSE);
}

/* The names of the user's, and what each is computed from. */
typedef struct
{
  GArray    *names; /* ShapeDimName */
  GArray    *dims;  /* ShapeNamedDim */
} Shapes;

static const char *
find_name (const char *source_name,
           gpointer    data)
{
  const GArray *names = data;

  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_array_index (names, ShapeDimName, i).source_name, source_name) == 0)
      return g_array_index (names, ShapeDimName, i).debug_name;
  return NULL;
}

static ShapeNode *
read_limit (ShapeExprPool *pool,
            const char    *text)
{
  return strcmp (text, "oo") == 0 ? shape_node_constant (pool, SHAPE_OP_INT_INFINITY)
                                  : shape_node_integer (pool, g_ascii_strtoll (text, NULL, 10));
}

/* Words separated by `|`: a source, its name, and the root of that name with its limits. */
static void
shapes_read (Shapes        *self,
             ShapeExprPool *pool,
             char         **lines)
{
  self->names = g_array_new (FALSE, FALSE, sizeof (ShapeDimName));
  self->dims = g_array_new (FALSE, FALSE, sizeof (ShapeNamedDim));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "|", -1);
      ShapeDimName name = { g_intern_string (words[0]), g_intern_string (words[1]) };
      ShapeNamedDim root = { g_intern_string (words[2]), NULL, read_limit (pool, words[3]), read_limit (pool, words[4]) };
      ShapeNamedDim dim = { name.debug_name, root.name, NULL, NULL };

      g_array_append_val (self->names, name);
      if (strcmp (words[1], words[2]) != 0)
        g_array_append_val (self->dims, dim);
      g_array_append_val (self->dims, root);
    }
}

/* The fixes that are suggested. */
static char *
advise (const char *hints,
        const char *text,
        const char *setup)
{
  g_auto (GStrv) constraints = g_strsplit (text, "\t", -1);
  g_auto (GStrv) lines = g_strsplit (setup, "\t", -1);
  g_autoptr (GString) trivial = g_string_new (NULL);
  g_autoptr (GArray) forced = NULL;
  g_autoptr (GError) error = NULL;
  ShapeDimSolver *self;
  Shapes shapes;
  char *out;
  Dims dims;

  dims_init (&dims, hints);
  shapes_read (&shapes, dims.pool, lines);
  self = shape_dim_solver_new (&(ShapeDimScope) { dims.pool, &dims.sources, &dims.hints, &dims.dynamic,
                                                  find_name, shapes.names });
  add_constraints (&dims, self, constraints, trivial);
  shape_dim_solver_solve (self);
  forced = shape_dim_solver_forced_specializations (self);
  out = shape_dim_solver_prettify (self, (const ShapeDimName *) (gconstpointer) shapes.names->data,
                                   shapes.names->len, (const ShapeNamedDim *) (gconstpointer) shapes.dims->data,
                                   shapes.dims->len, forced);
  if (!shape_pool_check (dims.pool, &error))
    out = g_strdup_printf ("%s: %s", shape_error_get_class_name (error->code), error->message);
  shape_dim_solver_free (self);
  dims_clear (&dims);
  g_array_unref (shapes.names);
  g_array_unref (shapes.dims);
  return out;
}

static void
test_case (gconstpointer data)
{
  const DimCase *test = data;
  g_autofree char *got = answer (test->hints, test->constraints);

  g_assert_cmpstr (got, ==, test->expect);
}

static void
test_advice (gconstpointer data)
{
  const AdviceCase *test = data;
  g_autofree char *got = advise (test->hints, test->constraints, test->shapes);

  g_assert_cmpstr (got, ==, test->expect);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_rows_add ("/shaperec/dim-constraints", dim_cases, test_case);
  test_rows_add ("/shaperec/dim-constraints/advice", advice_cases, test_advice);
  return g_test_run ();
}
