package org.sanhao.lang.pack;

import org.sanhao.lang.pack.shape.Says;

/**
 * What a campaign is in the eyes of the rules on creation and demonstration activities.
 *
 * @basis 创建示范活动管理办法（试行）: departments of city and county may not run demonstration activities; grading,
 *     assessment, pilots and a unit's own affairs are outside of it
 */
public enum Nature {
    @Says("创建示范活动（市县部门不得自行开展）")
    DEMONSTRATION,
    @Says("能力建设")
    CAPABILITY_BUILDING,
    @Says("等级评审")
    GRADING,
    @Says("考核评价")
    ASSESSMENT,
    @Says("试点")
    PILOT,
    @Says("单位内部活动")
    INTERNAL
}
