/** When something may reach people and how it is worded: days, hours, pauses, texts. Plain Java. */
@NullMarked
package org.sanhao.server.notify.domain;

import org.jspecify.annotations.NullMarked;
