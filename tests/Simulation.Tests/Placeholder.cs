namespace Jifen.Simulation.Tests;
