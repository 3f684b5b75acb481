package org.sanhao.server.caller;

/** What a post lets its holder do, within its scope. Checked before anything else, beside the scope itself. */
public enum Ability {
    /** Read the units and people of the scope. */
    READ_REGISTER,
    /** Register, move and correct units. */
    MANAGE_UNITS,
    /** Register people, give and end posts, open accounts. */
    MANAGE_PEOPLE,
    /** Set password, lockout, session and second-factor rules; unlock accounts. */
    MANAGE_SECURITY,
    /** Read and verify the sealed log. */
    READ_AUDIT,
    /** Open, publish and steer campaigns. */
    RUN_CAMPAIGN,
    /** See sheets, evidence, cases and progress of the scope. */
    READ_WORK,
    /** Hand clauses to departments and people, apply, withdraw. */
    LEAD_SHEET,
    /** Judge clauses and attach evidence. */
    FILL_SHEET,
    /** Sign and send what the institution applies for. */
    APPLY,
    /** Judge the clauses of a case at this level. */
    REVIEW,
    /** Return, refuse, forward, propose, announce, record. */
    DECIDE,
    /** Say who signs what in the own office. */
    SET_CHAIN,
    /** Say which group chats are told how much is new in the own office. */
    SET_CHANNEL
}
