using System.Collections.Immutable;
using PathToProd.Model.Kubernetes.Patches;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Kubernetes.Patches;

/// <summary>Patches a rendering; what is wrong stands in its place.</summary>
internal static class PatchBench
{
    public const string Deployment = """
        # Source: web/templates/deployment.yaml
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: 1 # as few as possible
          template:
            spec:
              containers:
                - name: web
                  image: registry.example.com/web:1
                  args: [--quiet]
                  env:
                    - { name: COLOUR, value: red }
                    - { name: SIZE, value: small }
                - name: proxy
                  image: registry.example.com/proxy:1
        """;

    public const string Service =
        "# Source: web/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata: { name: web }   # kept\nspec:\n  ports: [{ port: 80, name: http }]";

    public static string Rendered(params string[] documents) =>
        string.Concat(documents.Select(document => $"---\n{document}\n"));

    public static string Patch(string rendered, params string[] patches) => Patch(rendered, isWhole: true, patches);

    public static string Patch(string rendered, bool isWhole, params string[] patches)
    {
        var problems = new List<Problem>();
        ImmutableArray<Patch> read =
        [
            .. patches.Select((text, at) => PatchReader.Read($"p{at}", $"patches/p{at}.yaml", text, problems)!),
        ];
        var patched = problems.Count > 0 ? "" : PatchedDocuments.Of(rendered, read, "ingress", isWhole, problems);
        return problems.Count > 0 ? string.Join('\n', problems) : patched;
    }
}
