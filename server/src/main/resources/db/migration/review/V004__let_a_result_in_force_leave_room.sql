-- A result that stands does not keep its institution from applying for a higher tier in the same edition.
DROP INDEX review.step_one_open;
CREATE UNIQUE INDEX step_one_running ON review.step (enrolment_id)
    WHERE current AND open AND state NOT IN ('Announced', 'InForce', 'MustRectify');
