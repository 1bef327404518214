using System.Collections.Immutable;
using PathToProd.Decisions.Upgrading;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Model.Product;
using PathToProd.Tasks.Runs.Upgrades;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Host.Targets;

/// <summary>Brings the platform to another version of Path to Prod. The newer of the two does it, as it knows what became of the other's keys.</summary>
internal static class UpgradeTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "Upgrade",
            "shows what a newer version of Path to Prod changes, and changes to it",
            "Both versions check, render and test copies of what is committed. Nothing is changed without --confirm=VERSION. "
                + "See docs/upgrade.md.",
            [Option.ToProduct, Option.ConfirmVersion]
        )
        {
            IsAboutProduct = true,
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var (to, confirmed) = Asked(invocation);
        var (pin, manifest) = Pinned(invocation);
        var scope = Scope(invocation);
        UpgradeRun.RefuseChanges(invocation.Workspace, scope);
        var packages = new ToolPackages(invocation.Workspace, scope);
        to ??= packages.Newest(manifest);
        if (to == pin.Version)
        {
            return Nothing(pin, invocation.Arguments.Has(Option.ToProduct) || confirmed);
        }

        var newer = to > pin.Version ? to : pin.Version;
        return newer == ProductVersion.Current
            ? Of(new UpgradeRun(invocation.Workspace, pin, to, scope, invocation.Say).Run(confirmed))
            : HandOver(invocation, packages.Get(newer), to, confirmed);
    }

    /// <summary>The version that was asked for, if one was, and whether it may be changed to.</summary>
    private static (SemVersion? To, bool IsConfirmed) Asked(Invocation invocation)
    {
        var problems = new List<Problem>();
        var to = Read(Option.ToProduct);
        var confirmed = Read(Option.ConfirmVersion);
        if (to is not null && confirmed is not null && to != confirmed)
        {
            problems.Add(new Problem(null, $"--to={to} and --confirm={confirmed} name two versions", "leave --to out"));
        }

        PlatformException.ThrowIfAny(problems);
        return (confirmed ?? to, confirmed is not null);

        SemVersion? Read(Option option)
        {
            if (invocation.Arguments[option] is not { } text)
            {
                return null;
            }

            if (SemVersion.TryParse(text, out var version, out var error))
            {
                return version;
            }

            problems.Add(new Problem(null, $"--{option.Word}={text} is not a version: {error.What}", error.Fix));
            return null;
        }
    }

    private static (ProductPin Pin, string Manifest) Pinned(Invocation invocation)
    {
        var problems = new List<Problem>();
        var pin = PinOf.Read(invocation.Workspace, problems, out var manifest);
        PlatformException.ThrowIfAny(problems);
        return pin is null
            ? throw new PlatformException([
                new Problem(
                    new SourcePosition(ProductPin.File),
                    $"this pins no {ProductPin.Package}, so there is nothing to upgrade",
                    "see docs/adopt.md for a platform that pins one; in a fork of Path to Prod, merge its newer version"
                ),
            ])
            : (pin, manifest);
    }

    private static Report HandOver(Invocation invocation, string program, SemVersion to, bool isConfirmed)
    {
        using var ended = CommandRunner
            .Start(
                new Command(
                    "dotnet",
                    program,
                    $"--target={Definition.Name}",
                    isConfirmed ? $"--confirm={to}" : $"--to={to}",
                    $"--output={invocation.Format}"
                )
                {
                    WorkingDirectory = invocation.Workspace.Root,
                    Capture = Capture.Output | Capture.Error,
                    Quiet = true,
                    Environment = ImmutableDictionary<string, string?>.Empty.Add(
                        "PATH_TO_PROD_ROOT",
                        invocation.Workspace.Root
                    ),
                },
                Scope(invocation)
            )
            .Wait()
            .EnsureEnded();
        var text = ended.Output.Text();
        var said = ended.Error.Text().TrimEnd('\n');
        return new Report
        {
            Text = _ => text,
            Json = () => text,
            Trouble = said.Length > 0 ? said : null,
            ExitCode = (ExitCode)ended.ExitCode,
        };
    }

    private static Report Of(UpgradeReport report) =>
        new()
        {
            Text = _ => report.Text(),
            Json = report.Json,
            ExitCode = report.Upgrade.ExitCode,
        };

    private static Report Nothing(ProductPin pin, bool isAsked) =>
        new()
        {
            Text = _ =>
                isAsked
                    ? $"Path to Prod {pin.Version} is pinned already.\n"
                    : $"Path to Prod {pin.Version} is pinned, and the package sources have no newer one.\n",
            Json = () =>
                new UpgradeReport(
                    new PlatformUpgrade(
                        new PlatformSeen { Product = pin.Version },
                        new PlatformSeen { Product = pin.Version }
                    ),
                    ""
                ).Json(),
        };

    private static ProcessScope Scope(Invocation invocation) =>
        new()
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
}
