using System.ComponentModel;

namespace PathToProd.Model.Platform;

[Description("How much there was to check.")]
internal sealed record CheckDocument(int Components, int Environments, int VersionSets);
