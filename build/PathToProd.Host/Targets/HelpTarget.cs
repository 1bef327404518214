using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Explains the program, and each target.</summary>
internal static class HelpTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new("Help", "lists the targets and options", "--output=man writes a manual page: man -l FILE shows it.")
        {
            Run = Run,
            NeedsPlatform = false,
            IsAboutProduct = true,
            Formats = ["text", "json", "man"],
        };

    /// <summary>All targets and options.</summary>
    public static Report Run(Invocation invocation) =>
        new()
        {
            Text = All,
            Man = ManPage.Text,
            Json = () => JsonReport.Write(HelpDocument.OfAll(), HostJson.Default.HelpDocument),
        };

    /// <summary>One target and its options.</summary>
    public static Report Of(HostTarget target) =>
        new()
        {
            Text = style => Text(target, style),
            Json = () => JsonReport.Write(TargetHelpDocument.Of(target), HostJson.Default.TargetHelpDocument),
        };

    private static string All(Style style) =>
        $"""
            {style.Fit("Path to Prod: takes the components of a Kubernetes platform through Build, Test and Deploy.")}

              ./build.sh --target=NAME [--component=NAMES] [--environment=NAME] [options]

            Stages of a component:
            {List(TargetCatalog.Stages, style)}
            The platform:
            {List(TargetCatalog.Platform, style)}
            Versions that work together:
            {List(TargetCatalog.VersionSets, style)}
            The path to production:
            {List(TargetCatalog.Promotions, style)}
            Options:
            {List(Option.All, style)}
            {style.Fit("A component may have targets of its own. To explain one: ./build.sh --target=Deploy --help")}
            {style.Fit("Exit codes: 0 done, 1 failed, 2 wrong input, 3 refused by a gate or a lock, 130 cancelled.")}

            """;

    private static string Text(HostTarget target, Style style)
    {
        var detail = target.Detail.Length > 0 ? $"{style.Fit(target.Detail)}\n" : "";
        return $"{style.Fit($"{target.Name} {target.Summary}.")}\n{detail}\nOptions:\n{List(target.Accepted.Select(option => option == Option.Output ? OutputOf(target) : option), style)}";
    }

    /// <summary>The option as it is for a target: with the forms that it writes.</summary>
    private static Option OutputOf(HostTarget target) =>
        Option.Output with
        {
            Value = "FORM",
            Summary =
                target.Formats.Count == 1
                    ? $"{target.Formats[0]}; there is no other form"
                    : Prose.List([.. target.Formats.Select(About)], "or"),
        };

    private static string About(string form) =>
        form switch
        {
            "text" => "text (the default)",
            "json" => "json (one document on standard output)",
            "events" => "events (a JSON object on a line for each thing that happens)",
            "markdown" => "markdown (a page)",
            "csv" => "csv (for a spreadsheet)",
            "mermaid" => "mermaid (a picture)",
            "dot" => "dot (a picture for Graphviz)",
            "man" => "man (a manual page)",
            _ => form,
        };

    private static string List(IEnumerable<HostTarget> targets, Style style)
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
