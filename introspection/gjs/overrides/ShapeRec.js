// SPDX-License-Identifier: LGPL-2.1-or-later
// JavaScript's own ways for ShapeRec: text and iteration. Equality is the method `equal`, for
// `===` compares the wrappers.

function* iterateList() {
    for (let i = 0; i < this.get_n_items(); i++)
        yield this.get_item(i);
}

// The terms of lists within lists, in order, and the shape of the lists.
function flatten(SymNode, env, items) {
    const terms = [];
    let shape = '';

    for (const item of items) {
        if (Array.isArray(item)) {
            const [innerTerms, innerShape] = flatten(SymNode, env, item);

            terms.push(...innerTerms);
            shape += `(${innerShape})`;
        } else {
            terms.push(typeof item === 'number' ? SymNode.new_int(env, item) : item);
            shape += '.';
        }
    }
    return [terms, shape];
}

function _init() {
    const {Comparison, Env, EnvEvent, Expr, Range, SymNode, Trace} = this;

    Expr.prototype.toString = function () {
        return this.to_sympy_string();
    };
    Expr.prototype[Symbol.iterator] = function* () {
        yield* this.get_args();
    };
    Comparison.prototype.toString = function () {
        return this.to_string() ?? 'equal';
    };
    for (const type of [EnvEvent, Range, SymNode]) {
        type.prototype.toString = function () {
            return this.to_string();
        };
    }

    SymNode.sym_eq = (env, left, right) =>
        SymNode.sym_eq_nested(env, ...flatten(SymNode, env, left), ...flatten(SymNode, env, right));

    // GJS iterates its own Gio.ListStore only.
    for (const type of [Comparison, Trace])
        type.prototype[Symbol.iterator] = iterateList;
    for (const method of ['list_events', 'list_guards']) {
        const list = Env.prototype[method];

        Env.prototype[method] = function () {
            return Object.assign(list.call(this), {[Symbol.iterator]: iterateList});
        };
    }
}
