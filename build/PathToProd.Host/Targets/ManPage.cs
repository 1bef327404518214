using System.Text;
using PathToProd.Host.CommandLine;
using PathToProd.Versions;

namespace PathToProd.Host.Targets;

/// <summary>The help texts as a manual page, for <c>man</c>: the macros of man(7), and nothing that only groff knows.</summary>
internal static class ManPage
{
    /// <summary>The page.</summary>
    public static string Text()
    {
        var page = new StringBuilder();
        page.Append($".TH PATH-TO-PROD 1 \"\" \"Path to Prod {Plain(ProductVersion.Text)}\" \"Path to Prod\"\n");
        Section(
            page,
            "NAME",
            "path-to-prod \\- takes the components of a Kubernetes platform through Build, Test and Deploy"
        );
        page.Append(".SH SYNOPSIS\n.B path-to-prod\n");
        page.Append(
            "\\fB\\-\\-target=\\fINAME\\fR [\\fB\\-\\-component=\\fINAMES\\fR] [\\fB\\-\\-environment=\\fINAME\\fR] [\\fIoptions\\fR]\n"
        );
        Section(
            page,
            "DESCRIPTION",
            Plain(
                "A platform is a folder with a platform.yaml, components and environments. It is started in that folder or below it, with its build.sh, or with -C. "
                    + "A component may have targets of its own."
            )
        );
        page.Append(".SH TARGETS\n");
        Targets(page, "Stages of a component", TargetCatalog.Stages);
        Targets(page, "The platform", TargetCatalog.Platform);
        Targets(page, "Versions that work together", TargetCatalog.VersionSets);
        Targets(page, "The path to production", TargetCatalog.Promotions);
        page.Append(".SH OPTIONS\n");
        foreach (var option in Option.All)
        {
            Item(page, Plain(option.ToString()), Plain($"{option.Summary}."));
        }

        page.Append(".SH EXIT STATUS\n");
        foreach (
            var (code, meaning) in ((string, string)[])
                [
                    ("0", "Done, or already so."),
                    ("1", "A stage failed."),
                    ("2", "The input is wrong; nothing was touched."),
                    ("3", "Refused by a gate or a lock; nothing was touched."),
                    ("130", "Cancelled."),
                ]
        )
        {
            Item(page, code, meaning);
        }

        return page.ToString();
    }

    private static void Targets(StringBuilder page, string title, IEnumerable<HostTarget> targets)
    {
        page.Append($".SS {Plain(title)}\n");
        foreach (var target in targets)
        {
            var detail = target.Detail.Length > 0 ? $" {target.Detail}" : "";
            var options = target.Options is { Count: > 0 } some
                ? $" Options: {string.Join(", ", some.Select(option => $"--{option.Word}"))}."
                : "";
            Item(page, Plain(target.Name), Plain($"{Capital(target.Summary)}.{detail}{options}"));
        }
    }

    private static void Section(StringBuilder page, string title, string text) => page.Append($".SH {title}\n{text}\n");

    private static void Item(StringBuilder page, string what, string text) => page.Append($".TP\n.B {what}\n{text}\n");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A text in which nothing is a request or an escape of roff, on one line.</summary>
    private static string Plain(string text)
    {
        var plain = text.Replace("\\", "\\e", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("\"", "\\(dq", StringComparison.Ordinal)
            .Replace('\n', ' ');
        return plain[0] is '.' or '\'' ? $"\\&{plain}" : plain;
    }
}
