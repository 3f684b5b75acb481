package org.sanhao.server.access.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.access.service.AccountDesk;
import org.sanhao.server.access.store.AccountList.Listed;
import org.sanhao.server.access.store.AccountList.Which;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.xlsx.XlsxWriter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of accounts as a table, for the yearly check of who still needs one. */
@RestController
class AccountFile {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(BusinessZone.ZONE);

    private final AccountDesk desk;

    AccountFile(AccountDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/api/accounts.xlsx")
    void accounts(Acting acting, HttpServletResponse response, @RequestParam(defaultValue = "all") String which)
            throws IOException {
        AccountController.requireEither(acting);
        Which wanted = AccountController.whichOf(which);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("账号.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (var table = new XlsxWriter(response.getOutputStream())
                .sheet(
                        "账号",
                        List.of("账号", "姓名", "单位", "岗位", "开通", "最近登录", "状态", "动态验证码"),
                        List.of(18, 12, 30, 24, 12, 12, 16, 12))) {
            String cursor = null;
            do {
                var page = desk.list(acting.scope(), wanted, null, cursor, Page.LIMIT);
                page.items().forEach(account -> table.row(row(account)));
                cursor = page.next();
            } while (cursor != null);
        }
    }

    private static List<@Nullable Object> row(Listed account) {
        var kinds =
                account.kinds().stream().map(kind -> PostKind.of(kind).title()).collect(Collectors.joining("、"));
        return Arrays.asList(
                account.login(),
                account.personName(),
                account.unitName(),
                kinds,
                DAY.format(account.createdAt()),
                day(account.lastSeenAt()),
                state(account),
                account.secondFactor() ? "已启用" : "");
    }

    private static String state(Listed account) {
        if (account.disabledAt() != null) {
            return "已停用";
        }
        var locked = account.lockedUntil();
        if (locked != null && locked.isAfter(Instant.now())) {
            return "已锁定";
        }
        return account.mustChange() ? "待改口令" : "";
    }

    private static @Nullable String day(@Nullable Instant moment) {
        return moment == null ? null : DAY.format(moment);
    }
}
