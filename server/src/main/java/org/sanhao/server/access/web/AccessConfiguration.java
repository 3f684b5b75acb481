package org.sanhao.server.access.web;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.service.Door;
import org.sanhao.server.http.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What needs a sign-in, and what the browser must not do with our pages. */
@Configuration
class AccessConfiguration implements WebMvcConfigurer {
    private final ActingArgument actingArgument;

    AccessConfiguration(ActingArgument actingArgument) {
        this.actingArgument = actingArgument;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(actingArgument);
    }

    @Bean
    SecurityFilterChain rules(HttpSecurity http, Door door, Problems problems) throws Exception {
        // An error page says why something was refused; refusing the page would say something else.
        http.authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                "/api/session",
                                "/api/session/oidc",
                                "/api/session/oidc/start",
                                "/api/session/oidc/code",
                                "/api/public/**")
                        .permitAll()
                        .requestMatchers("/api/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers("/p/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                // Forms for everybody act for nobody: there is no session another site could borrow.
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers("/p/**"))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(session -> session.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, no) ->
                                problems.write(response, Refusal.of(ErrorCode.NOT_SIGNED_IN)))
                        .accessDeniedHandler(
                                (request, response, no) -> problems.write(response, Refusal.of(ErrorCode.NOT_ALLOWED))))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
                                        + " object-src 'none'; base-uri 'self'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new SessionFilter(door, problems), UsernamePasswordAuthenticationFilter.class);
        return http.build();
    }

    /** The cookie is useless to scripts and to other sites; behind HTTPS it travels nowhere else. */
    @Bean
    CookieSerializer sessionCookie() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("sanhao");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    /** There is no other door: Spring's own default user must not exist. */
    @Bean
    UserDetailsService noOtherUsers() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
