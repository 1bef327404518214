using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Model.ToolPins;

[Description("The tools that are needed, found and missing.")]
internal sealed record DoctorDocument(
    [Description("The operating system and processor, such as linux-x64.")] string Runtime,
    [Description("Whether every tool that is not optional was found.")] bool Healthy,
    ImmutableArray<DoctorCheck> Tools
);
