import { mount } from 'svelte';
import App from './App.svelte';
import { locale } from './state/locale.svelte.ts';
import { theme } from './state/theme.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

theme.start();
await locale.use(locale.preferred());

const target = document.getElementById('app');
if (target) mount(App, { target });
