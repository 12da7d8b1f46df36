/** Functions of CommonJS packages whose types say `default` where Node gives the function itself. */
import forceAtlas2Module from 'graphology-layout-forceatlas2';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';

export const betweenness = betweennessModule as unknown as typeof betweennessModule.default;
export const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default;
