package org.sanhao.server.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sanhao.server.Sanhao;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** A test of the whole server on a database of its own class; requests come in through MockMvc. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Sanhao.class, properties = "sanhao.jobs=false")
@ContextConfiguration(initializers = FreshDatabase.class)
@AutoConfigureMockMvc
@DirtiesContext
public @interface ServerTest {}
