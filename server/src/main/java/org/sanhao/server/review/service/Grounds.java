package org.sanhao.server.review.service;

import java.util.Optional;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.CaseGrades;
import org.sanhao.server.assessment.FrozenSheet;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Component;

/** What a case stands on: the copy signed last, or the living sheet while there is none. */
@Component
class Grounds {
    private final CaseStore cases;
    private final Assessments assessments;

    Grounds(CaseStore cases, Assessments assessments) {
        this.cases = cases;
        this.assessments = assessments;
    }

    CaseGrades of(Scope scope, CaseRecord review) {
        var sent =
                review.review().state().standsOnCopy() ? cases.submission(review.id()) : Optional.<FrozenSheet>empty();
        return assessments.grades(scope, review.enrolment(), review.id().value(), sent.orElse(null));
    }
}
