using System.Text;

namespace YamlBenchmark;

/// <summary>
/// What a large chart renders: definitions with their deep schemas, workloads, and settings that hold whole files. The same
/// number of lines gives the same text.
/// </summary>
internal static class GeneratedRendering
{
    public static string Of(int lines)
    {
        var text = new StringBuilder();
        for (var (written, number) = (0, 0); written < lines; number++)
        {
            var document = (number % 3) switch
            {
                0 => Definition(number),
                1 => Workload(number),
                _ => Settings(number),
            };
            text.Append(document);
            written += document.AsSpan().Count('\n');
        }

        return text.ToString();
    }

    private static string Definition(int number) =>
        $$"""
            ---
            # Source: big/crds/{{number}}.yaml
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: things{{number}}.acme.example
            spec:
              group: acme.example
              names: { kind: Thing{{number}}, plural: things{{number}} }
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    description: "Thing {{number}} is what a controller watches: all of it"
                    type: object
                    properties:
            {{string.Concat(Enumerable.Range(0, 120).Select(Property))}}
            """;

    private static string Property(int number) =>
        $$"""
                        field{{number}}:
                          description: |-
                            What field {{number}} says, in a sentence that is as long as those of others are.
                            More info: https://example.com/docs#field-{{number}}
                          type: {{(number % 2 == 0 ? "string" : "integer")}}
                          maximum: {{number}}
                          enum: ["", 'on', "off", {{number}}]

            """;

    private static string Workload(int number) =>
        $$"""
            ---
            # Source: big/templates/{{number}}.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: work-{{number}}
              labels: &labels
                app.kubernetes.io/name: work
                app.kubernetes.io/instance: "{{number}}"
            spec:
              replicas: {{number}}
              template:
                metadata:
                  labels: *labels
                spec:
                  containers:
            {{string.Concat(Enumerable.Range(0, 8).Select(Container))}}
            """;

    private static string Container(int number) =>
        $$"""
                  - name: c{{number}}
                    image: "registry.example/team/program:1.{{number}}.0@sha256:0123456789abcdef"
                    args:
                    - --listen=:{{8000 + number}}
                    - --verbose
                    env:
                    - { name: A, value: "{{number}}" }
                    - name: B
                      valueFrom: { secretKeyRef: { name: b, key: c } }
                    resources:
                      requests: { cpu: 100m, memory: 128Mi }
                      limits: { memory: 256Mi }
                    securityContext:
                      runAsNonRoot: true
                      readOnlyRootFilesystem: yes

            """;

    private static string Settings(int number) =>
        $$"""
            ---
            # Source: big/templates/settings-{{number}}.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings-{{number}}
            data:
              dashboard.json: |
            {{string.Concat(
                Enumerable.Range(0, 200).Select(line =>
                    $"    {{ \"panel\": {line}, \"text\": \"a: b # c\", \"list\": [1, 2, 3] }},\n"
                )
            )}}
            """;
}
