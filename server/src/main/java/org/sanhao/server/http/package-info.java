/**
 * How the product speaks HTTP, whatever the subject: problems with a code and a way out, one answer per request key,
 * versions in headers, pages of a list, a limit on requests in flight. Knows no business word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"scope", "postgres"})
package org.sanhao.server.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
