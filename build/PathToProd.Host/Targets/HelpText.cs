using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Explains the program, and each target.</summary>
internal static class HelpText
{
    public static void PrintAll(Invocation invocation)
    {
        if (invocation.IsJson)
        {
            invocation.Output.Write(JsonReport.Write(HelpDocument.OfAll(), HostReports.Default.HelpDocument));
            return;
        }

        var style = invocation.Style;
        invocation.Print(
            style.Fit("Path to Prod: takes the components of a Kubernetes platform through Build, Test and Deploy.\n")
        );
        invocation.Print("  ./build.sh --target=NAME [--component=NAMES] [--environment=NAME] [options]\n");
        invocation.Print("Stages of a component:");
        invocation.Output.Write(List(TargetCatalog.Stages, style));
        invocation.Print("\nThe platform:");
        invocation.Output.Write(List(TargetCatalog.Platform, style));
        invocation.Print("\nVersions that work together:");
        invocation.Output.Write(List(TargetCatalog.VersionSets, style));
        invocation.Print("\nOptions:");
        invocation.Output.Write(List(Option.All, style));
        invocation.Print(
            style.Fit("\nA component may have targets of its own. To explain one: ./build.sh --target=Deploy --help")
        );
        invocation.Print(
            style.Fit("Exit codes: 0 done, 1 failed, 2 wrong input, 3 refused by a gate or a lock, 130 cancelled.")
        );
    }

    public static void Print(Invocation invocation, TargetHelp target)
    {
        if (invocation.IsJson)
        {
            invocation.Output.Write(
                JsonReport.Write(TargetHelpDocument.Of(target), HostReports.Default.TargetHelpDocument)
            );
            return;
        }

        invocation.Print(invocation.Style.Fit($"{target.Name} {target.Summary}."));
        if (target.Detail.Length > 0)
        {
            invocation.Print(invocation.Style.Fit(target.Detail));
        }

        invocation.Print("\nOptions:");
        invocation.Output.Write(List(target.Accepted, invocation.Style));
    }

    private static string List(IEnumerable<TargetHelp> targets, Style style)
    {
        var table = new Table();
        foreach (var target in targets)
        {
            table.Add(target.Name, target.Summary);
        }

        return table.Write(style, indent: 2);
    }

    private static string List(IEnumerable<Option> options, Style style)
    {
        var table = new Table();
        foreach (var option in options)
        {
            table.Add(option.ToString(), option.Summary);
        }

        return table.Write(style, indent: 2);
    }
}
