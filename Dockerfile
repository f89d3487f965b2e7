FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY src src
COPY graph-schema graph-schema
COPY nlp-models nlp-models
RUN mvn -B -ntp -DskipTests package

FROM eclipse-temurin:25-jre
COPY --from=build /src/target/meet-malmo /opt/meet-malmo
RUN useradd --system --home /var/lib/meet-malmo --create-home meet
USER meet
EXPOSE 8080
ENTRYPOINT ["/opt/meet-malmo/bin/meet-malmo"]
