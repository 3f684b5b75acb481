package org.sanhao.server.publication.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Page;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.store.NoticeStore;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Component;

/** Shows public notices. */
@Component
class NoticeDesk {
    private final ScopedTransactions transactions;
    private final NoticeStore notices;
    private final BusinessClock clock;

    NoticeDesk(ScopedTransactions transactions, NoticeStore notices, BusinessClock clock) {
        this.transactions = transactions;
        this.notices = notices;
        this.clock = clock;
    }

    Optional<PublicNotice> notice(Scope scope, String code) {
        return transactions.reading(scope, () -> notices.byCode(Codes.tidy(code)));
    }

    Optional<PublicNotice> noticeOf(Scope scope, CaseId reviewCase) {
        return transactions.reading(scope, () -> notices.ofCase(reviewCase));
    }

    Map<CaseId, PublicNotice> noticesOf(Scope scope, List<CaseId> cases) {
        return transactions.reading(
                scope,
                () -> notices.ofCases(cases).stream()
                        .collect(Collectors.toMap(PublicNotice::reviewCase, Function.identity())));
    }

    Page<PublicNotice> running(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.DAY, Cursor.Part.TEXT);
        return transactions.reading(scope, () -> notices.running(clock.today(), after, limit));
    }
}
