using PathToProd.Model.Components;

namespace PathToProd.Tasks.Stages;

/// <summary>How long a stage may take and how often it is tried again: the component's word, else the platform's, else the default.</summary>
/// <param name="Timeout">The limit. Default: 10 minutes.</param>
/// <param name="Retries">How often it is tried again. Default: 0.</param>
internal sealed record StagePolicy(TimeSpan Timeout, int Retries)
{
    private static readonly StagePolicy Default = new(TimeSpan.FromMinutes(10), Retries: 0);

    public static StagePolicy Of(string task, ComponentManifest component, PlatformManifest platform)
    {
        if (RunTarget.Of(task).Stage is not { } stage)
        {
            return Default;
        }

        var own = component.Stages.GetValueOrDefault(stage);
        var shared = platform.Stages.GetValueOrDefault(stage);
        return new StagePolicy(
            own?.Timeout ?? shared?.Timeout ?? Default.Timeout,
            own?.Retries ?? shared?.Retries ?? Default.Retries
        );
    }
}
