using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Writes the arguments of <see cref="HelmValuesSettings"/>.</summary>
internal static class HelmValues
{
    public static ProcessArgumentBuilder Values(this ProcessArgumentBuilder arguments, HelmValuesSettings settings)
    {
        arguments.Each("--values", settings.ValuesFiles).Option("--values", settings.SecretValues is null ? null : "-");
        foreach (var (key, file) in settings.ContentFiles)
        {
            arguments.Option("--set-file", $"{key}={file.FullPath}");
        }

        return arguments;
    }

    public static ProcessStandardInput? Input(HelmValuesSettings settings) =>
        settings.SecretValues is { } text ? (ProcessStandardInput)text : default(ProcessStandardInput?);
}
