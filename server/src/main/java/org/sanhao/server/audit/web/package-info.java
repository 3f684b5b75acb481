/** The log over HTTP, for the auditor; its last head for everybody. */
@NullMarked
package org.sanhao.server.audit.web;

import org.jspecify.annotations.NullMarked;
