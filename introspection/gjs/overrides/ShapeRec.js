// SPDX-License-Identifier: LGPL-2.1-or-later
// JavaScript's own ways for ShapeRec: text and iteration. Equality is the method `equal`, for
// `===` compares the wrappers.

function _init() {
    const {Expr} = this;

    Expr.prototype.toString = function () {
        return this.to_sympy_string();
    };
    Expr.prototype[Symbol.iterator] = function* () {
        yield* this.get_args();
    };
}
