/** Writes a filled form as docx and as pdf: the same sheet, two writers. */
@NullMarked
package org.sanhao.server.document.render;

import org.jspecify.annotations.NullMarked;
