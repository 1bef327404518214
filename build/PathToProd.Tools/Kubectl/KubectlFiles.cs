using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Kubectl;

/// <summary>Writes the arguments of <see cref="KubectlFilesSettings"/>.</summary>
internal static class KubectlFiles
{
    public static ProcessArgumentBuilder Files(this ProcessArgumentBuilder arguments, KubectlFilesSettings settings) =>
        arguments
            .Each("--filename", settings.Files)
            .Option("--filename", settings.Input is null ? null : "-")
            .Flag("--recursive", settings.Recursive)
            .Option("--selector", settings.Selector);

    public static ProcessStandardInput? Input(KubectlFilesSettings settings) =>
        settings.Input is { } text ? (ProcessStandardInput)text : default(ProcessStandardInput?);
}
