using System.ComponentModel;
using Cake.Cli;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>The options as Spectre knows them, and so the text of <c>--help</c>.</summary>
internal sealed class SpectreSettings : CommandSettings
{
    [CommandOption("-t|--target|--Target <TARGET>")]
    [DefaultValue("Default")]
    [Description("Target task to run. May be given several times")]
    public string[] Targets { get; set; }

    [CommandOption("-e|--exclusive")]
    [Description("Run the targets only, without what they depend on")]
    public bool Exclusive { get; set; }

    [CommandOption("--dryrun|--noop|--whatif")]
    [Description("Show which tasks would run. Setup and teardown are run")]
    public bool DryRun { get; set; }

    [CommandOption("--tree|--showtree")]
    [Description("Show the tasks as a tree of dependencies")]
    public bool Tree { get; set; }

    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    [Description("Show the tasks and their descriptions")]
    public bool Description { get; set; }

    [CommandOption("--info")]
    [Description("Show details about the program")]
    public bool Info { get; set; }

    [CommandOption("--version|--ver")]
    [Description("Show the version of the program")]
    public bool Version { get; set; }

    [CommandOption("-v|--verbosity <VERBOSITY>")]
    [TypeConverter(typeof(VerbosityConverter))]
    [Description("How much to show: quiet, minimal, normal, verbose or diagnostic")]
    public Verbosity Verbosity
    {
        get => GivenVerbosity ?? Cake.Core.Diagnostics.Verbosity.Normal;
        set => GivenVerbosity = value;
    }

    /// <summary>Null when not given. The option itself is not a <c>Verbosity?</c>: Spectre names its type to who mistypes it.</summary>
    public Verbosity? GivenVerbosity { get; private set; }

    [CommandOption("-w|--working <PATH>")]
    [TypeConverter(typeof(Cake.Cli.DirectoryPathConverter))]
    [Description("Working directory of the run")]
    public DirectoryPath WorkingDirectory { get; set; }

    [CommandOption("--no-report")]
    [Description("Show no summary after a run that succeeded")]
    public bool NoReport { get; set; }
}
