using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>
/// The right to change all of an environment for a while: no other certification starts there, and no deployment changes a
/// component between the moment it is deployed and the moment it is tested.
/// </summary>
internal sealed class EnvironmentHold : IDisposable
{
    // No component can have this name, as it has a space.
    private const string Everything = "all components";

    private readonly List<IDisposable> _locks = [];

    private readonly RunOptions _options;

    private EnvironmentHold(RunOptions options) => _options = options;

    /// <summary>Takes it, and waits for its holder as long as <c>platform.yaml</c> allows.</summary>
    /// <param name="services">The run.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="options">Whether it waits until the environment is free.</param>
    /// <param name="components">Names the components, once no other certification can add any.</param>
    /// <exception cref="PlatformException">Another run has it (exit code 3).</exception>
    public static async Task<EnvironmentHold> TakeAsync(
        RunServices services,
        EnvironmentManifest environment,
        RunOptions options,
        Func<IEnumerable<string>> components
    )
    {
        var hold = new EnvironmentHold(options);
        try
        {
            var target = TargetIdentity.Of(services, environment);
            await hold.Take(services, environment, Everything, target);

            // In one order, so that two that hold several never wait for one another.
            foreach (var component in components().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var identity =
                    services.Model.Components.TryGetValue(component, out var manifest)
                    && manifest.Type == ComponentType.Terraform
                        ? TargetIdentity.Of(services, environment, manifest)
                        : target;
                await hold.Take(services, environment, component, identity);
            }

            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (var index = _locks.Count - 1; index >= 0; index--)
        {
            _locks[index].Dispose();
        }
    }

    private async Task Take(RunServices services, EnvironmentManifest environment, string component, string target) =>
        _locks.Add(
            await TargetLock.TakeAsync(
                services,
                environment,
                component,
                target,
                services.Observer.Say,
                _options.Waits ? TimeSpan.MaxValue : null,
                isLeased: true,
                services.Cancellation
            )
        );
}
