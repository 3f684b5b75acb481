package org.sanhao.server.campaign;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.scope.Scope;

/** What others may ask about campaigns and who takes part in them. */
public interface Campaigns {

    /**
     * An institution to be enrolled.
     *
     * @param liaisonId the liaison officer, one of the institution's own people, or null while nobody is named
     */
    record Entry(
            UnitId unit,
            String mode,
            @Nullable String priority,
            @Nullable String target,
            @Nullable PersonId liaisonId) {}

    /**
     * An institution that could take part.
     *
     * @param mode how the pack binds it, a word of the pack language
     * @param bound whether the pack's condition on it holds; false also where the register does not say
     * @param hasStandard whether the pack holds a standard to grade it by
     */
    record Candidate(
            Unit unit, String mode, boolean bound, @Nullable String priority, boolean hasStandard) {}

    /** A campaign to be opened as a draft. */
    record Opening(PackRef pack, int edition, String title, Campaign.Organisation organisation, List<Entry> entries) {
        public Opening {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Opens a draft for the organiser.
     *
     * @return refused when the pack is unknown or the organiser has opened this pack for this edition already, an
     *     institution lies outside the scope, is named twice or has no standard in the pack
     */
    Outcome<Campaign> open(Scope scope, UnitId organiser, Opening opening, String by);

    /**
     * Writes a new version of a draft: title, organisation and who takes part; pack and edition stay.
     *
     * @return refused as STALE when another version stands, CAMPAIGN_STARTED once it was published
     */
    Outcome<Campaign> redraft(Scope scope, CampaignId id, int version, Opening opening, String by);

    /** Institutions of the scope the pack speaks of, in pinyin order, with how it binds them. */
    Page<Candidate> candidates(Scope scope, PackRef pack, @Nullable String cursor, int limit);

    /** Somebody who may be named, with the department that tells two of one name apart. */
    record Staff(PersonId id, String name, String department) {}

    /** People of an institution and its departments by part of the name, in pinyin order, 20 at most; empty for an unknown one. */
    Optional<List<Staff>> staff(Scope scope, UnitId institution, String name);

    /** Makes a draft visible to its institutions; {@code version} is the one the caller saw. */
    Outcome<Campaign> publish(Scope scope, CampaignId id, int version, String by);

    /**
     * Ends a running campaign: its sheets close, nobody applies any more, what the pack says of its end begins.
     *
     * @param version the one the caller saw
     * @return refused as CAMPAIGN_NOT_OVER before the last window of the pack has passed, CAMPAIGN_HAS_CASES while an
     *     application waits for its result
     */
    Outcome<Campaign> conclude(Scope scope, CampaignId id, int version, String by);

    /** Keeps a campaign from ending until the running transaction is over; what is read of it afterwards stays true. */
    void hold(Scope scope, CampaignId id);

    Optional<Campaign> find(Scope scope, AsOf asOf, CampaignId id);

    /** Campaigns of the scope and those published above it, the latest edition first. */
    List<Campaign> list(Scope scope);

    /** The institutions of a campaign within the scope, in pinyin order. */
    Page<Enrolment> enrolments(Scope scope, CampaignId id, @Nullable String cursor, int limit);

    Optional<Enrolment> enrolment(Scope scope, EnrolmentId id);

    /** What an institution takes part in, published campaigns only. */
    List<Enrolment> enrolmentsOf(Scope scope, UnitId unit);
}
