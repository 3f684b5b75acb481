/** Journeys through server and web in a real browser. */
package org.sanhao.e2e;
