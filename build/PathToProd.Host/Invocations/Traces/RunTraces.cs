using System.Runtime.CompilerServices;

namespace PathToProd.Host.Invocations.Traces;

/// <summary>
/// Traces of this process's runs, for a collector that speaks OpenTelemetry's protocol. Only where a variable names one is the library
/// loaded, or anything of it called.
/// </summary>
internal static class RunTraces
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    private static readonly Lock Gate = new();
    private static TraceExport? _export;

    /// <summary>What makes spans of a run; null where no collector is named, or tracing is off.</summary>
    public static IRunView? View() => Named() is { } endpoint && !IsOff ? Start(endpoint) : null;

    /// <summary>Sends what is left. It waits no longer than a few seconds.</summary>
    /// <returns>What could not be sent, as a message; null when all was, or there was nothing to send.</returns>
    public static string? End() => _export is null ? null : Flush();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TraceView Start(string endpoint)
    {
        lock (Gate)
        {
            _export ??= new TraceExport(endpoint);
        }

        return new TraceView(_export);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? Flush()
    {
        using (_export)
        {
            return _export!.End();
        }
    }

    private static string? Named() => Value(TracesEndpoint) ?? Value(Endpoint);

    private static bool IsOff =>
        "true".Equals(Value("OTEL_SDK_DISABLED"), StringComparison.OrdinalIgnoreCase)
        || Value("OTEL_TRACES_EXPORTER") == "none";

    private static string? Value(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
