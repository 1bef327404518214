using PathToProd.Reporting;

namespace PathToProd.Host.Targets;

/// <summary>Checks all manifests, which reading them does.</summary>
internal static class Checks
{
    public static void Run(Invocation invocation)
    {
        var model = invocation.Model;
        if (invocation.IsJson)
        {
            invocation.Output.Write(
                JsonReport.Write(writer =>
                {
                    writer.WriteNumber("components", model.Components.Count);
                    writer.WriteNumber("environments", model.Environments.Count);
                })
            );
            return;
        }

        invocation.Print(
            $"{model.Components.Count} components and {model.Environments.Count} environments: no problem found."
        );
    }
}
