// SPDX-License-Identifier: LGPL-2.1-or-later
// Producing guards, as tests/test-guards.c does.

import Gio from 'gi://Gio';
import ShapeRec from 'gi://ShapeRec?version=1.0';

import {assertEqual, assertThrows, assertTrue, finish, test} from './tap.js';

const {DUCK, DYNAMIC} = ShapeRec.DimDynamic;
const {SIZE} = ShapeRec.TensorProperty;

function addTensor(env, name, size, stride) {
    const source = ShapeRec.Source.new('LocalSource', name, null, false);
    const context = ShapeRec.SymbolicContext.new([DUCK, DUCK]);
    const [, sizes, strides, offset] =
        env.create_symbolic_sizes_strides_storage_offset(size, stride, 0, source, context);

    return [sizes, ShapeRec.TrackedFake.new_tensor(sizes, strides, offset, source, context)];
}

function makePair() {
    const env = ShapeRec.Env.new();
    const [sizes, x] = addTensor(env, "L['x']", [5, 7], [7, 1]);
    const [others, y] = addTensor(env, "L['y']", [5, 3], [3, 1]);
    const left = sizes[0].mul(ShapeRec.SymNode.new_int(env, 2));
    const right = others[1].add(ShapeRec.SymNode.new_int(env, 1));

    left.gt(right).guard_bool();
    return [env, [x, y], [sizes[0], others[1]]];
}

test('compiled', () => {
    const [env, inputs] = makePair();
    const guards = env.compile_guards(env.produce_guards(inputs, new ShapeRec.GuardOptions({simplified: true})));

    assertEqual(guards.get_integers().join(), "L['x'].size()[0],L['y'].size()[1]");
    assertEqual(guards.check([4, 3], [])[0], true);
    assertEqual(guards.check([4, 9], []).join(), 'false,0');
    assertEqual(env.evaluate_guards_for_args(inputs, [4, 6, 6, 1, 0, 4, 3, 3, 1, 0], null), true);
    assertEqual(env.evaluate_guards_for_args(inputs, [4, 6, 6, 1, 0, 4, 9, 9, 1, 0], null), false);
});

test('compiled from text', () => {
    const guards = ShapeRec.Guards.compile(["L['n'] % L['m'] == 0", "L['f'] > 0.5"], ["L['f']"]);
    const [source, header] = guards.to_c('check_guards');

    assertEqual(guards.check([6, 3], [0.75])[0], true);
    assertEqual(guards.check([6, 4], [0.75]).join(), 'false,0');
    assertTrue(assertThrows(() => guards.check([6, 0], [0.75])).matches(ShapeRec.Error, ShapeRec.Error.ZERO_DIVISION));
    assertTrue(header.includes('int check_guards (const int64_t *integers'));
    assertTrue(source.includes('check_guards'));
});

test('Python', () => {
    const [env, inputs] = makePair();
    const guards = env.produce_guards(inputs, null);

    assertEqual(guards[1], "L['y'].size()[0] == L['x'].size()[0]");
    assertEqual(guards[3], "2*L['x'].size()[0] > 1 + L['y'].size()[1]");
});

test('languages', () => {
    const [env, inputs] = makePair();
    const options = new ShapeRec.GuardOptions({simplified: true});
    const [cpp] = env.produce_guards_verbose(inputs, [ShapeRec.GuardLanguage.CPP], options);

    assertEqual(cpp.get_exprs().join(), '2L*L_x_size_0_ > 1L + L_y_size_1_');
});

test('options', () => {
    const [env, inputs] = makePair();
    const guards = new Gio.ListStore({item_type: ShapeRec.EnvGuard.$gtype});
    const simplified = true;
    const [verbose] = env.produce_guards_verbose(inputs, [ShapeRec.GuardLanguage.VERBOSE_PYTHON], null);

    assertTrue(env.produce_guards(inputs, new ShapeRec.GuardOptions({ignore_static: false}))
        .includes("L['x'].storage_offset() == 0"));
    assertEqual(env.produce_guards(inputs, new ShapeRec.GuardOptions({guards, simplified})).join(), '');
    guards.append(env.list_guards().get_item(0));
    assertEqual(env.produce_guards(inputs, new ShapeRec.GuardOptions({guards, simplified})).join(),
        "2*L['x'].size()[0] > 1 + L['y'].size()[1]");
    assertTrue(verbose.get_exprs()[1].includes('  # duck sizing added this equality'));
});

test('lists', () => {
    const [env, inputs, [s77, s94]] = makePair();

    assertEqual(env.format_guards(false), ' - 2*s77 > s94 + 1');
    assertEqual(env.get_nontrivial_guards().map(String).join(), '2*s77 > s94 + 1');
    assertEqual(env.get_pruned_guards([s77, s94]).length, 1);
    assertEqual(env.get_pruned_guards([s77]).length, 0);
    assertTrue(env.produce_guards_expression(inputs, null).startsWith("L['t0'].stride()[0] == L['t0'].size()[1] and "));
});

test('bind', () => {
    const [env, inputs] = makePair();
    const [symbols, values] = env.bind_symbols(inputs, [4, 6, 6, 1, 0, 4, 9, 9, 1, 0]);

    assertEqual(symbols.map((symbol, i) => `${symbol}: ${values[i]}`).join(), 's77: 4,s27: 6,s94: 9');
    assertTrue(assertThrows(() => env.bind_symbols(inputs, [4, 6, 6, 1, 0, 5, 9, 9, 1, 0]))
        .matches(ShapeRec.Error, ShapeRec.Error.ASSERTION));
});

test('expression', () => {
    const [env, inputs] = makePair();
    const code = env.produce_guards_expression(inputs, null);

    assertEqual(env.evaluate_guards_expression(code, [2, 2], [4, 6, 6, 1, 0, 4, 3, 3, 1, 0]), true);
    assertEqual(env.evaluate_guards_expression(code, [2, 2], [4, 6, 6, 1, 0, 4, 9, 9, 1, 0]), false);
});

// A vector of that size, of which all sizes within limits are to be possible.
function addSize(env, name, size, limits) {
    const pool = env.get_pool();
    const source = ShapeRec.Source.new('LocalSource', name, null, false);
    const context = ShapeRec.SymbolicContext.new([DYNAMIC]);
    const range = ShapeRec.Range.new(...limits.map(limit => ShapeRec.Expr.new_integer(pool, limit)));

    context.constrain(SIZE, 0, range, false);
    const [, [dim], strides, offset] =
        env.create_symbolic_sizes_strides_storage_offset([size], [1], 0, source, context);
    return [dim, ShapeRec.TrackedFake.new_tensor([dim], strides, offset, source, context)];
}

// Two sizes, of which the second is twice the first.
function makeMultiples() {
    const env = ShapeRec.Env.new();
    const [x, first] = addSize(env, "L['x']", 8, [2, 64]);
    const [y, second] = addSize(env, "L['y']", 16, [2, 128]);

    y.eq(x.mul(ShapeRec.SymNode.new_int(env, 2))).guard_bool();
    env.set_debug_name("L['x'].size()[0]", 'dx');
    env.set_debug_name("L['y'].size()[0]", 'dy');
    return [env, x, [first, second]];
}

test('equalities', () => {
    const [env, x, inputs] = makeMultiples();
    const [sourceOfX, sourceOfY] = inputs.map(input => ShapeRec.Source.new_tensor_property(input.get_source(), SIZE, 0));
    const d = ShapeRec.Expr.new_symbol(env.get_pool(), 'd', ShapeRec.Assumptions.INTEGER);
    const produce = equalities => env.produce_guards(inputs, new ShapeRec.GuardOptions({equalities}));
    const declared = ShapeRec.EqualityConstraint.new(env.get_pool(), false);
    const pair = ShapeRec.EqualityConstraint.new(env.get_pool(), false);
    const guards = "L['y'].size()[0] == 2*L['x'].size()[0],2 <= L['x'].size()[0] and L['x'].size()[0] <= 64";
    const error = assertThrows(() => produce(ShapeRec.EqualityConstraint.new(env.get_pool(), false)));

    assertTrue(error.message.includes("The values of dy = L['y'].size()[0] must always be related to the values of dx = "));
    assertEqual(produce(ShapeRec.EqualityConstraint.new(env.get_pool(), true)).join(), guards);
    declared.add_derived(sourceOfY, sourceOfX, d, d.mul(ShapeRec.Expr.new_integer(env.get_pool(), 2)));
    declared.add_phantom_symbol(x.get_expr());
    assertEqual(produce(declared).join(), guards);
    pair.add_source_pair(sourceOfY, sourceOfX);
    assertTrue(assertThrows(() => produce(pair)).message.includes(' = 16 is not equal to '));
});

test('wrapper', () => {
    const env = ShapeRec.Env.new();
    const source = ShapeRec.Source.new('LocalSource', "L['x']", null, false);
    const context = ShapeRec.SymbolicContext.new_subclass([DYNAMIC], source);
    const [, sizes, strides, offset] = env.create_symbolic_sizes_strides_storage_offset([8], [1], 0, source, context);
    const outer = ShapeRec.TrackedFake.new_tensor(sizes, strides, offset, source, context);
    const [, inner] = addSize(env, "L['x'].a", 5, [2, 64]);

    outer.add_inner('a', inner);
    assertEqual(env.produce_guards([outer], null).join('; '),
        "2 <= L['x'].size()[0]; 2 <= L['x'].a.size()[0] and L['x'].a.size()[0] <= 64");
    context.set_track_outer_size_stride(false);
    assertEqual(env.produce_guards([outer], null).join('; '), "2 <= L['x'].a.size()[0] and L['x'].a.size()[0] <= 64");
});

finish();
