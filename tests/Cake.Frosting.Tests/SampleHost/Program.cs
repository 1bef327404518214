// The smallest program with Cake.Frosting, as its users write it. The tests start it, and add its tasks to hosts of their own.
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using SampleHost;

if (args.Contains("--two-hosts"))
{
    var hosts = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Host().Run(args))).ToArray();
    var codes = await Task.WhenAll(hosts);
    Console.WriteLine($"codes {string.Join(' ', codes)}");
    return codes.Max();
}

return Host().Run(args);

CakeHost Host()
{
    var host = new CakeHost().UseContext<SampleContext>().UseLifetime<SampleLifetime>();
    return args.Contains("--own-runner")
        ? host.ConfigureServices(services => services.AddSingleton<Cake.Core.IO.IProcessRunner, OwnRunner>())
        : host;
}
