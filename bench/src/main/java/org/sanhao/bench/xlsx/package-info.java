/** Large workbooks in and out of a server with little memory. */
@NullMarked
package org.sanhao.bench.xlsx;

import org.jspecify.annotations.NullMarked;
