namespace PathToProd.Host.Targets;

/// <summary>Checks all manifests, which reading them does.</summary>
internal static class Checks
{
    public static void Run(Invocation invocation)
    {
        var model = invocation.Model;
        invocation.Print(
            $"{model.Components.Count} components and {model.Environments.Count} environments: no problem found."
        );
    }
}
