using PathToProd.Components;
using PathToProd.Environments;

namespace PathToProd.Tasks.Runs;

/// <summary>Which tools a component's tasks start.</summary>
internal static class NeededTools
{
    /// <summary>Their names in <c>build/tools.yaml</c>.</summary>
    public static IEnumerable<string> Of(ComponentType type, EnvironmentManifest environment)
    {
        switch (type)
        {
            case ComponentType.Terraform:
                yield return "terraform";
                yield break;
            case ComponentType.Helm:
                yield return "helm";
                break;
        }

        if (environment.Target is Target.Cluster)
        {
            yield return "kubectl";
        }
    }
}
