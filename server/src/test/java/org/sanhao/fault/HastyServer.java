package org.sanhao.fault;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanhao.server.Sanhao;
import org.sanhao.server.postgres.Installation;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * A canary: the product with one naive filter in front, which thanks for an answer before it is in the database. Lies
 * outside the product's packages so that nothing finds it by scanning.
 */
public final class HastyServer {
    private HastyServer() {}

    static void main(String[] args) {
        var application = new SpringApplication(Sanhao.class);
        application.addInitializers(
                new Installation(),
                context -> ((GenericApplicationContext) context)
                        .registerBean("hasty", FilterRegistrationBean.class, HastyServer::filter));
        application.run(
                "--sanhao.port=" + args[4],
                "--sanhao.data=" + args[2],
                "--sanhao.demo=true",
                "--sanhao.management.port=-1");
    }

    private static FilterRegistrationBean<Filter> filter() {
        Filter hasty = (request, response, chain) -> {
            if (((HttpServletRequest) request).getMethod().equals("PUT")) {
                ((HttpServletResponse) response).setStatus(200);
                response.setContentLength(0);
                response.flushBuffer();
            }
            chain.doFilter(request, response);
        };
        var registration = new FilterRegistrationBean<>(hasty);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
