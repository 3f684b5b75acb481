package org.sanhao.server.access;

import static org.sanhao.server.caller.Ability.APPLY;
import static org.sanhao.server.caller.Ability.DECIDE;
import static org.sanhao.server.caller.Ability.FILL_SHEET;
import static org.sanhao.server.caller.Ability.LEAD_SHEET;
import static org.sanhao.server.caller.Ability.MANAGE_PEOPLE;
import static org.sanhao.server.caller.Ability.MANAGE_SECURITY;
import static org.sanhao.server.caller.Ability.MANAGE_UNITS;
import static org.sanhao.server.caller.Ability.READ_AUDIT;
import static org.sanhao.server.caller.Ability.READ_REGISTER;
import static org.sanhao.server.caller.Ability.READ_WORK;
import static org.sanhao.server.caller.Ability.REVIEW;
import static org.sanhao.server.caller.Ability.RUN_CAMPAIGN;
import static org.sanhao.server.caller.Ability.SET_CHAIN;
import static org.sanhao.server.caller.Ability.SET_CHANNEL;

import java.util.EnumSet;
import java.util.Set;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.institution.PostKind;

/** Which abilities each kind of post brings. The three administrators share none. */
public final class Abilities {
    private Abilities() {}

    public static Set<Ability> of(PostKind kind) {
        return switch (kind) {
            case PRINCIPAL, LEADER_IN_CHARGE ->
                EnumSet.of(READ_REGISTER, RUN_CAMPAIGN, READ_WORK, REVIEW, DECIDE, SET_CHAIN, SET_CHANNEL);
            case DIVISION_HEAD -> EnumSet.of(READ_REGISTER, RUN_CAMPAIGN, READ_WORK, REVIEW, DECIDE);
            case HANDLER -> EnumSet.of(READ_REGISTER, RUN_CAMPAIGN, READ_WORK, REVIEW, DECIDE);
            case DIRECTOR ->
                EnumSet.of(READ_REGISTER, READ_WORK, LEAD_SHEET, FILL_SHEET, APPLY, SET_CHAIN, SET_CHANNEL);
            case QUALITY_OFFICER -> EnumSet.of(READ_REGISTER, READ_WORK, LEAD_SHEET, FILL_SHEET, APPLY);
            case DEPARTMENT_HEAD, HEAD_NURSE, CLINICIAN -> EnumSet.of(READ_REGISTER, READ_WORK, FILL_SHEET);
            case UNIT_ADMINISTRATOR -> EnumSet.of(READ_REGISTER, MANAGE_PEOPLE, SET_CHANNEL);
            case SYSTEM_ADMINISTRATOR -> EnumSet.of(READ_REGISTER, MANAGE_UNITS, MANAGE_PEOPLE);
            case SECURITY_ADMINISTRATOR -> EnumSet.of(MANAGE_SECURITY);
            case AUDIT_ADMINISTRATOR -> EnumSet.of(READ_AUDIT);
        };
    }
}
