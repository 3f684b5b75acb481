/** Runs the jobs and tells how they stand. */
@NullMarked
package org.sanhao.server.jobs.service;

import org.jspecify.annotations.NullMarked;
