namespace Generator;

/// <summary>One component: plain manifests, and a package of the same name for Turborepo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Requires">The names of the components that it requires, all earlier ones.</param>
internal sealed record GeneratedComponent(string Name, IReadOnlyList<string> Requires)
{
    /// <summary>Its six files.</summary>
    public IEnumerable<(string Path, string Text)> Files =>
        [
            ("component.yaml", Manifest),
            ("package.json", Package),
            ("README.md", $"# {Name}\n\nOne of many parts of a platform that exists to be measured.\n"),
            ("manifests/configmap.yaml", ConfigMap),
            ("manifests/deployment.yaml", Deployment),
            ("manifests/service.yaml", Service),
        ];

    private string Manifest =>
        $"""
            # yaml-language-server: $schema=../../build/schemas/component.schema.json
            name: {Name}
            version: 1.0.0
            type: manifests
            owner: platform-benchmarks
            description: One of many parts of a platform that exists to be measured
            namespace: parts
            requires:{(Requires.Count == 0 ? " {}" : "")}
            {Lines(Requires.Select(name => $"  {name}: ^1.0.0"))}stages:
              build: {"{ timeout: 5m }"}
              deploy: {"{ timeout: 15m, retries: 1 }"}

            """;

    private string Package =>
        $$"""
            {
              "name": "{{Name}}",
              "version": "1.0.0",
              "private": true,
              "scripts": { "build": "mkdir -p dist && cp manifests/* dist/" },
              "dependencies": { {{string.Join(", ", Requires.Select(name => $"\"{name}\": \"^1.0.0\""))}} }
            }

            """;

    private string ConfigMap =>
        $"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {Name}
              namespace: parts
            data:
              level: info
              peers: "{string.Join(' ', Requires)}"

            """;

    private string Deployment =>
        $"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {Name}
              namespace: parts
            spec:
              replicas: 2
              selector:
                matchLabels:
                  app: {Name}
              template:
                metadata:
                  labels:
                    app: {Name}
                spec:
                  containers:
                    - name: main
                      image: example.com/{Name}:1.0.0
                      resources:
                        limits:
                          cpu: 100m
                          memory: 64Mi

            """;

    private string Service =>
        $"""
            apiVersion: v1
            kind: Service
            metadata:
              name: {Name}
              namespace: parts
            spec:
              selector:
                app: {Name}
              ports:
                - port: 80
                  targetPort: 8080

            """;

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{line}\n"));
}
