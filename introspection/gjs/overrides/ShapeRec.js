// SPDX-License-Identifier: LGPL-2.1-or-later
// JavaScript's own ways for ShapeRec: text, equality and iteration.

function _init() {
}
