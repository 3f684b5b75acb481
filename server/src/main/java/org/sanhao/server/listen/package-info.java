/**
 * How the product is reached: port and address, HTTPS with the customer's certificate or one of our own, the proxy in
 * front, the plain door that only points to the secure one. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "settings", "scope", "http"})
package org.sanhao.server.listen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
