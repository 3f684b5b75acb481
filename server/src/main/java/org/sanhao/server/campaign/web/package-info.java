/** The HTTP face of campaigns and enrolments. */
@NullMarked
package org.sanhao.server.campaign.web;

import org.jspecify.annotations.NullMarked;
