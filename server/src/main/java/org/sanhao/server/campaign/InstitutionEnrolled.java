package org.sanhao.server.campaign;

import org.sanhao.server.institution.UnitId;

/** An institution takes part in a published campaign. */
public record InstitutionEnrolled(EnrolmentId enrolment, CampaignId campaign, UnitId unit) {}
