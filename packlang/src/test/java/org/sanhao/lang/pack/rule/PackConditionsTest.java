package org.sanhao.lang.pack.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Meets;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Consequence;
import org.sanhao.lang.pack.Id;
import org.sanhao.lang.pack.Modality;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.Standard;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;

class PackConditionsTest {
    private static final Pack PACK = PackLoader.load(
                    PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1")))
            .pack();
    private final PackConditions conditions = PackConditions.of(PACK);
    private static final Facts HOSPITAL = Facts.NONE
            .with("unit.type", "township-hospital")
            .with("unit.registered", true)
            .with("unit.central", true);

    @Test
    @Meets({"S10-R02", "S11-R02", "S11-R03", "S13-R01"})
    void a_registered_township_hospital_must_take_part_and_a_public_village_clinic_may() {
        assertThat(conditions.participation(HOSPITAL).orElseThrow().modality()).isEqualTo(Modality.MUST);
        assertThat(conditions.participation(HOSPITAL.with("unit.registered", false)))
                .isEmpty();
        assertThat(conditions
                        .participation(
                                Facts.NONE.with("unit.type", "village-clinic").with("unit.ownership", "public"))
                        .orElseThrow()
                        .modality())
                .isEqualTo(Modality.BY_REFERENCE);
        assertThat(conditions.participation(Facts.NONE.with("unit.type", "village-clinic")))
                .isEmpty();
        assertThat(conditions.participation(Facts.NONE.with("unit.type", "township-hospital")))
                .as("whether it is registered is not known")
                .isEmpty();
        assertThat(conditions.priorityGroup(HOSPITAL)).contains(new Id("central"));
        assertThat(conditions.priorityGroup(HOSPITAL.with("unit.central", false)))
                .contains(new Id("ordinary"));
        assertThat(conditions.priorityGroup(Facts.NONE)).isEmpty();
    }

    @Test
    @Meets({"S10-R65", "S13-R26"})
    void six_complete_months_open_the_application_and_five_do_not() {
        var apply = PACK.phases().stream()
                .filter(phase -> phase.gate() != null)
                .findFirst()
                .orElseThrow();

        assertThat(conditions.gate(apply, Facts.NONE.with("self.completeMonths", 6)))
                .isEqualTo(Truth.YES);
        assertThat(conditions.gate(apply, Facts.NONE.with("self.completeMonths", 5)))
                .isEqualTo(Truth.NO);
        assertThat(conditions.gate(apply, Facts.NONE)).isEqualTo(Truth.UNKNOWN);
        assertThat(conditions.gate(PACK.phases().getFirst(), Facts.NONE)).isEqualTo(Truth.YES);
    }

    @Test
    @Meets({"S10-R69", "S10-R71", "S11-R58", "S11-R60", "S13-R38", "S13-R39", "S13-R40", "S13-R41", "S15-R41", "S15-R42"
    })
    void what_a_result_opens_and_bars_follows_from_the_tier() {
        var recommended = HOSPITAL.with("result.tier", "recommended");
        var basic = HOSPITAL.with("result.tier", "basic");
        var centre = recommended.with("unit.type", "community-health-centre");

        assertThat(following(recommended)).containsExactly("grade-1b", "level-2-accreditation", "tilt");
        assertThat(following(basic)).containsExactly("grade-1b", "tilt");
        assertThat(following(centre)).containsExactly("level-2-accreditation", "community-hospital", "tilt");
        assertThat(following(HOSPITAL.with("result.tier", (String) null))).containsExactly("awards-barred");

        assertThat(conditions.consequences(recommended))
                .extracting(Consequence::id)
                .contains(new Id("level-2-accreditation"));
        assertThat(conditions.consequences(HOSPITAL.with("result.tier", (String) null)))
                .extracting(Consequence::bars)
                .doesNotContainNull()
                .isNotEmpty();
        assertThat(conditions.consequences(HOSPITAL)).isEmpty();
    }

    private List<String> following(Facts facts) {
        return conditions.consequences(facts).stream()
                .map(consequence -> consequence.id().name())
                .toList();
    }

    @Test
    void a_clause_without_leave_may_never_be_left_out() {
        var standard = (Standard) PACK.standards().getFirst().scheme();
        var fixed = standard.clause(new ClauseCode("1.1.1")).orElseThrow();

        assertThat(conditions.mayBeNotApplicable(fixed, HOSPITAL)).isEqualTo(Truth.NO);
        assertThat(standard.clauses().stream().filter(clause -> clause.mayBeNotApplicable()))
                .isNotEmpty()
                .allSatisfy(clause -> assertThat(conditions.mayBeNotApplicable(clause, HOSPITAL))
                        .isNotNull());
    }
}
