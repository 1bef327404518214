using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Reads the settings: <c>UseCakeSetting</c>, then the environment, then <c>cake.config</c>, then the command line.</summary>
internal static class ConfigurationFactory
{
    /// <summary>Resolve it after the working directory is set, where <c>cake.config</c> is looked for.</summary>
    public static ICakeConfiguration Create(IServiceProvider services)
    {
        var environment = services.GetRequiredService<ICakeEnvironment>();
        var defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in services.GetServices<CakeSetting>())
        {
            defaults[setting.Key] = setting.Value;
        }

        var arguments = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in services.GetRequiredService<ICakeArguments>().GetArguments())
        {
            arguments[name] = values?.FirstOrDefault() ?? "";
        }

        return new CakeConfigurationProvider(
            services.GetRequiredService<IFileSystem>(),
            environment
        ).CreateConfiguration(environment.WorkingDirectory, defaults, arguments);
    }
}
