using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Host.Targets;

[Description("The version of this program.")]
internal sealed record VersionDocument(string Version);

[Description("The tools that were found or installed.")]
internal sealed record InstallToolsDocument(
    ImmutableArray<InstalledToolPart> Tools,
    [Description("Why others could not be installed.")] ImmutableArray<string> Failures
);

internal sealed record InstalledToolPart(string Tool, string Version, string File);

[Description("The component that was made.")]
internal sealed record NewComponentDocument(
    string Component,
    string Type,
    string Folder,
    [Description("Relative to the folder.")] ImmutableArray<string> Files
);

[Description("The environment that was made.")]
internal sealed record NewEnvironmentDocument(
    string Environment,
    string Extends,
    [Description("Such as cluster prod-eu-2.")] string Target,
    [Description("The one file that was written.")] string File
);

[Description("The platform that was made.")]
internal sealed record NewPlatformDocument(
    string Platform,
    string Folder,
    [Description("Relative to the folder.")] ImmutableArray<string> Files
);

[Description("The packages that were made.")]
internal sealed record PackDocument(
    string Version,
    string Folder,
    [Description("Relative to the folder.")] ImmutableArray<string> Packages
);

[Description("What became of posting the report of a change.")]
internal sealed record PostReportDocument(
    [Description("What was posted, a sentence each.")] ImmutableArray<string> Posted,
    [Description("What was not, and why, a sentence each.")] ImmutableArray<string> NotPosted
);

[Description("The JSON schemas that were written.")]
internal sealed record SchemasDocument(ImmutableArray<string> Written);

[Description("How many tests ended how.")]
internal sealed record SelfTestDocument(int Passed, int Failed, int Skipped);
